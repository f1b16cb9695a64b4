# SPDX-License-Identifier: Apache-2.0
"""A headless Chromium spoken to over a pipe (DevTools protocol), without further packages."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time


def find_chromium():
    """Path of a Chromium, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


class Browser:
    """One page of a headless Chromium; what it complains of and asks for is kept. in_space: it draws
    with WebGL, by Chromium's own software where there is no graphics card; else it has no WebGL."""

    def __init__(self, chromium, in_space=True):
        self._profile = tempfile.mkdtemp(prefix="inversim_browser_")
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()

        def place_pipes():
            # Chromium reads at descriptor 3 and writes at 4
            read, write = os.dup(to_browser), os.dup(from_browser)
            os.dup2(read, 3)
            os.dup2(write, 4)

        drawing = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"] if in_space else [
            "--disable-gpu", "--disable-3d-apis"]
        arguments = [chromium, "--headless=new", "--remote-debugging-pipe", "--no-first-run", *drawing,
                     "--disable-background-networking", "--disable-dev-shm-usage",
                     "--hide-scrollbars", f"--user-data-dir={self._profile}", "about:blank"]
        if os.geteuid() == 0:
            arguments.insert(1, "--no-sandbox")
        # close_fds would close 3 and 4 after they were placed
        self._process = subprocess.Popen(arguments, preexec_fn=place_pipes, close_fds=False,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._number = 0
        self._session = None
        self.complaints = []  # errors and warnings of console, log and script
        self.requests = []  # addresses that the page asked for
        self._loaded = False
        pages = self.call("Target.getTargets")["targetInfos"]
        page = next(p for p in pages if p["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page["targetId"],
                                  flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._session = None
            self.call("Browser.close")
        except (OSError, EOFError):
            pass
        self._process.wait()
        os.close(self._out)
        os.close(self._in)
        # helpers of the browser may still be writing there
        for _ in range(50):
            shutil.rmtree(self._profile, ignore_errors=True)
            if not os.path.exists(self._profile):
                break
            time.sleep(0.1)

    def _receive(self):
        while b"\0" not in self._buffer:
            piece = os.read(self._in, 1 << 16)
            if not piece:
                raise EOFError("the browser has gone")
            self._buffer += piece
        text, self._buffer = self._buffer.split(b"\0", 1)
        message = json.loads(text)
        method, params = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.complaints.append(params["exceptionDetails"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(params["args"])
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(params["entry"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.loadEventFired":
            self._loaded = True
        return message

    def call(self, method, **params):
        """Calls the browser and returns its answer; raises RuntimeError if it refuses."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") != self._number:
                continue
            if "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            return answer["result"]

    def open(self, address, width, height, scheme="light", media=""):
        """Opens an address in a window of this size [CSS px] and waits until it has loaded."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.complaints, self.requests, self._loaded = [], [], False
        self.call("Page.navigate", url=address)
        while not self._loaded:
            self._receive()

    def evaluate(self, script, wait=False):
        """Value of a JavaScript expression in the page; wait: of the promise that it gives."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=wait)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def frames(self, count=2):
        """Lets the page draw so many frames."""
        self.evaluate(f"""new Promise((done) => {{
          let left = {count};
          const next = () => (left-- > 0 ? requestAnimationFrame(next) : done());
          next();
        }})""", wait=True)

    def key(self, key, code=0, **more):
        """Presses and releases a key."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **more)

    def screenshot(self, path, whole=False, clip=None):
        """Writes a PNG of the window, of the whole page, or of a box of it."""
        with open(path, "wb") as file:
            file.write(self.png(whole, clip))

    def png(self, whole=False, clip=None):
        """The same as bytes."""
        if whole:
            clip = self._page()
        answer = self.call("Page.captureScreenshot", captureBeyondViewport=whole,
                           **({"clip": clip} if clip else {}))
        return base64.b64decode(answer["data"])

    def pdf(self):
        """The page on paper, as bytes of a PDF."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])

    def _page(self):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        return {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
