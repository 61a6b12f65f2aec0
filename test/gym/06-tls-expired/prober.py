"""Probes the shop over TLS once a second, as its clients do, and logs how that went."""
import logging, os, socket, ssl, sys, time
PORT = int(sys.argv[1]); BASE = os.environ["GYM_DIR"]
logging.Formatter.converter = time.gmtime
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)sZ %(levelname)s prober: %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
while True:
    try:
        context = ssl.create_default_context(cafile=BASE + "/tls/ca.crt")
        with socket.create_connection(("127.0.0.1", PORT), 2) as raw, context.wrap_socket(raw, server_hostname="shop.local") as tls:
            ends = ssl.cert_time_to_seconds(tls.getpeercert()["notAfter"])
            logging.info("shop.local:%d answers, certificate ends in %d days", PORT, (ends - time.time()) // 86400)
    except ssl.SSLCertVerificationError as e: logging.error("TLS handshake with shop.local:%d failed: certificate verify failed: %s", PORT, e.verify_message)
    except OSError as e: logging.error("shop.local:%d unreachable: %s", PORT, e)
    time.sleep(1)
