"""subscribers.py PORT N: N clients that keep their connection and come back when it is lost."""
import select, socket, sys, time
PORT, N = int(sys.argv[1]), int(sys.argv[2]); held = []
while True:
    for c in select.select(held, [], [], 0)[0]:
        try: gone = not c.recv(64)
        except OSError: gone = True
        if gone: c.close(); held.remove(c)
    try:
        while len(held) < N: held.append(socket.create_connection(("127.0.0.1", PORT), 1))
    except OSError: pass
    time.sleep(0.3)
