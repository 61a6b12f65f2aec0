"""Session service: writes one session to redis every second and logs how that went."""
import logging, os, socket, sys, time
PORT = int(sys.argv[1]); PW = os.environ.get("REDIS_PASSWORD")
logging.Formatter.converter = time.gmtime
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)sZ %(levelname)s sessiond: %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
def call(f, *a):
    f.write(b"*%d\r\n" % len(a) + b"".join(b"$%d\r\n%s\r\n" % (len(x), x) for x in (str(y).encode() for y in a))); f.flush()
    r = f.readline().decode().strip()
    if not r: raise ConnectionError("connection closed by redis")
    if r.startswith("-"): raise RuntimeError(r[1:])
    return r
f = None; n = 0
while True:
    n += 1
    try:
        if f is None:
            f = socket.create_connection(("127.0.0.1", PORT), 2).makefile("rwb"); PW and call(f, "AUTH", PW); logging.info("connected to redis on port %d", PORT)
        call(f, "SET", f"session:{n % 200}", os.urandom(32).hex(), "EX", 300)
        if n % 2 == 0: logging.info("%d sessions written", n)
    except RuntimeError as e: logging.error("session write failed: %s", e)
    except OSError as e: logging.error("redis unreachable: %s", e); f = None
    time.sleep(1)
