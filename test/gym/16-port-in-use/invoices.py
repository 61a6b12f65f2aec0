"""Invoices: answers on its port, and says why where it cannot."""
import logging, os, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
PORT = int(sys.argv[1])
logging.Formatter.converter = time.gmtime
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)sZ %(levelname)s invoices: %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"invoices ok\n"
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, fmt, *a): logging.info("%s", fmt % a)
try: server = ThreadingHTTPServer(("127.0.0.1", PORT), H)
except OSError as e:
    logging.critical("cannot listen on 127.0.0.1:%d: [Errno %d] %s", PORT, e.errno, e.strerror); sys.exit(1)
logging.info("listening on 127.0.0.1:%d, pid %d", PORT, os.getpid())
server.serve_forever()
