"""Upload service: stores one file a second in data/uploads (the last 20 are kept) and says how full the volume is."""
import logging, os, sys, time
BASE = os.environ["GYM_DIR"]; ROOT = BASE + "/data"; UP = ROOT + "/uploads"
logging.Formatter.converter = time.gmtime
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)sZ %(levelname)s uploadd: %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
def used():
    s = os.statvfs(ROOT)
    return round(100 * (s.f_blocks - s.f_bavail) / s.f_blocks)
n = 0
while True:
    n += 1; path = f"{UP}/u-{n:06d}.bin"
    try:
        with open(path, "wb") as f: f.write(b"u" * 24_000)
        logging.info("stored u-%06d.bin, disk usage %d%%", n, used())
    except OSError as e:
        logging.error("upload failed: [Errno %d] %s: u-%06d.bin, disk usage %d%%", e.errno, e.strerror, n, used())
        if os.path.exists(path): os.unlink(path)
    for old in sorted(os.listdir(UP))[:-20]: os.unlink(f"{UP}/{old}")
    time.sleep(1)
