"""Feed: every subscriber keeps its connection; once a second it says how many files are open, and what it could not accept."""
import errno, logging, os, resource, select, signal, socket, sys, time
PORT = int(sys.argv[1]); LIMIT = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
logging.Formatter.converter = time.gmtime
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)sZ %(levelname)s feed: %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", PORT)); s.listen(128)
logging.info("listening on 127.0.0.1:%d, open file limit %d", PORT, LIMIT)
held = []; said = 0.0
while True:
    if time.monotonic() - said > 1:
        for c in select.select(held, [], [], 0)[0]:
            try: gone = not c.recv(64)
            except OSError: gone = True
            if gone: c.close(); held.remove(c)
        logging.info("%d subscribers, %d open files", len(held), len(os.listdir("/proc/self/fd")) if len(held) < LIMIT - 10 else LIMIT); said = time.monotonic()
    if not select.select([s], [], [], 0.2)[0]: continue
    try:
        c, _ = s.accept(); c.sendall(b"hello\n"); held.append(c)
    except OSError as e:
        if e.errno != errno.EMFILE: continue
        logging.error("accept failed: [Errno %d] %s, %d of %d files open", e.errno, e.strerror, len(held) + 4, LIMIT); time.sleep(0.5)
