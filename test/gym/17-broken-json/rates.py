"""Exchange rates from a file that is read for each request; what goes wrong is logged with its trace."""
import json, logging, os, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
PORT = int(sys.argv[1]); FILE = os.environ["GYM_DIR"] + "/etc/rates.json"
logging.Formatter.converter = time.gmtime
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)sZ %(levelname)s rates: %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            rate = json.load(open(FILE))[self.path.strip("/")]; code, body = 200, f"{rate}\n".encode()
        except Exception:
            logging.exception("no rate for %s", self.path); code, body = 500, b"no rate\n"
        self.send_response(code); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, fmt, *a): logging.info("%s", fmt % a)
logging.info("listening on 127.0.0.1:%d", PORT)
ThreadingHTTPServer(("127.0.0.1", PORT), H).serve_forever()
