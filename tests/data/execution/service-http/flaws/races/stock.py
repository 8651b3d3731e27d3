import http.server
import json
import os
import signal
import threading
import time

FILE = "stock.json"
lock = threading.Lock()
stock = json.load(open(FILE)) if os.path.exists(FILE) else {}


def save():
    with open(FILE + ".new", "w") as file:
        json.dump(stock, file)
    os.replace(FILE + ".new", FILE)


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def count(self):
        try:
            count = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))["count"]
        except (ValueError, KeyError, TypeError):
            return None
        return count if type(count) is int and count >= 0 else None

    def do_GET(self):
        if self.path == "/health":
            return self.answer(200, {"ok": True})
        name = self.path.removeprefix("/parts/")
        if name not in stock:
            return self.answer(404, {"error": "no such part"})
        self.answer(200, {"name": name, "count": stock[name]})

    def do_PUT(self):
        name, count = self.path.removeprefix("/parts/"), self.count()
        if count is None:
            return self.answer(400, {"error": "count must be an integer from 0 on"})
        with lock:
            stock[name] = count
            save()
        self.answer(200, {"name": name, "count": count})

    def do_POST(self):
        name, count = self.path.removeprefix("/parts/").removesuffix("/take"), self.count()
        if count is None:
            return self.answer(400, {"error": "count must be an integer from 0 on"})
        left = stock.get(name)
        if left is None:
            return self.answer(404, {"error": "no such part"})
        if left < count:
            return self.answer(409, {"error": "too few"})
        time.sleep(0.05)
        left -= count
        with lock:
            stock[name] = left
            save()
        self.answer(200, {"name": name, "count": left})


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = True


server = Server(("127.0.0.1", int(os.environ["PORT"])), Handler)
signal.signal(signal.SIGTERM, lambda *args: threading.Thread(target=server.shutdown).start())
server.serve_forever()
