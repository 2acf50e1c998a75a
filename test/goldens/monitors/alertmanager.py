"""Makes alertmanager-*.json: what Alertmanager 0.25 posts to a webhook for a group that fires and is resolved.

Debian's prometheus-alertmanager 0.25.0; python3 alertmanager.py /usr/bin/prometheus-alertmanager
"""

import json
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

here = Path(__file__).parent
heard = []


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        heard.append((dict(self.headers), json.loads(body)))
        self.send_response(202)
        self.end_headers()

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def post(port, alerts):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v2/alerts",
        json.dumps(alerts).encode(),
        {"content-type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=5).read()


def alert(feature, over):
    now = datetime.now(timezone.utc)
    return {
        "labels": {"alertname": "FeatureDrift", "assay_model": "bikes", "feature": feature},
        "annotations": {"summary": f"PSI of {feature} is above 0.2 for an hour."},
        "startsAt": (now - timedelta(minutes=10)).isoformat() if not over else started[feature],
        "endsAt": (now - timedelta(seconds=1) if over else now + timedelta(minutes=5)).isoformat(),
        "generatorURL": "http://prometheus.example.com/graph?g0.expr=psi%3E0.2",
    }


def wait_until_up(port, process):
    for _ in range(100):
        if process.poll() is not None:
            raise SystemExit(f"Alertmanager ended with {process.returncode}.")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("Alertmanager does not listen.")


def wait_for(count):
    for _ in range(100):
        if len(heard) >= count:
            return
        time.sleep(0.2)
    raise SystemExit("Alertmanager sent nothing.")


receiver = HTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=receiver.serve_forever, daemon=True).start()
port = free_port()
with tempfile.TemporaryDirectory() as folder:
    config = Path(folder) / "alertmanager.yml"
    config.write_text(
        f"""route:
  receiver: assay
  group_by: [assay_model]
  group_wait: 1s
  group_interval: 2s
  repeat_interval: 4h
receivers:
  - name: assay
    webhook_configs:
      - url: http://127.0.0.1:{receiver.server_port}/monitors/acme/models/alertmanager
        send_resolved: true
        http_config:
          authorization: {{ credentials: a-token }}
"""
    )
    command = [sys.argv[1], f"--config.file={config}", f"--storage.path={folder}/data"]
    command += [f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_up(port, process)
        first = [alert("temp", False), alert("hum", False)]
        started = {one["labels"]["feature"]: one["startsAt"] for one in first}
        post(port, first)
        wait_for(1)
        post(port, [alert("hum", True)])
        wait_for(2)
        post(port, [alert("temp", True)])
        wait_for(3)
    finally:
        process.terminate()
        process.wait()

for name, (headers, body) in zip(["firing", "partly", "resolved"], heard):
    assert headers["Authorization"] == "Bearer a-token", headers
    text = json.dumps({**body, "externalURL": "http://alertmanager.example.com"}, indent=2)
    (here / f"alertmanager-{name}.json").write_text(text + "\n")
