"""Orders app: asks its database at orders-db.internal, by a hosts file of its own that is read at the start and on HUP."""
import http.client, logging, os, signal, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
PORT, DB_PORT = int(sys.argv[1]), int(sys.argv[2]); BASE = os.environ["GYM_DIR"]; NAME = "orders-db.internal"
logging.Formatter.converter = time.gmtime
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)sZ %(levelname)s orders: %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
names = {}
def load(*_):
    names.clear()
    for line in open(BASE + "/etc/hosts"):
        address, *aliases = line.split("#")[0].split() or [""]
        for alias in aliases: names[alias] = address
    logging.info("%d names read from the hosts file", len(names))
load(); signal.signal(signal.SIGHUP, load)
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            db = http.client.HTTPConnection(names.get(NAME, "0.0.0.0"), DB_PORT, timeout=1); db.request("GET", "/"); db.getresponse().read()
            code, body = 200, b"orders ok\n"
        except OSError as e:
            code, body = 502, b"database unreachable\n"
            logging.error("cannot reach %s at %s:%d: %s", NAME, names.get(NAME), DB_PORT, e.strerror or e)
        self.send_response(code); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, fmt, *a): logging.info("%s", fmt % a)
ThreadingHTTPServer(("127.0.0.1", PORT), H).serve_forever()
