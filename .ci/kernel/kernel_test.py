"""The kernel as Jupyter's own programs see it.

Run by the script beside this file, which installs the kernels concord and
concord-en for the length of the test and sets CONCORD to the program.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import unittest
from pathlib import Path
from queue import Empty

import jupyter_kernel_test
import nbformat
import zmq
from jupyter_client import KernelManager
from jupyter_client.manager import start_new_kernel
from jupyter_client.session import Session

CONCORD = os.environ["CONCORD"]
EXAMPLES = Path(os.environ["EXAMPLES"])
DATA = Path(os.environ["JUPYTER_DATA_DIR"])
ENDLESS = "x = 0\nwhile True:\n    x += 1"


def eager():
    """Installs a kernel that shows progress from the first moment."""
    folder = DATA / "kernels" / "concord-eager"
    folder.mkdir(parents=True, exist_ok=True)
    spec = json.loads((DATA / "kernels" / "concord-en" / "kernel.json").read_text())
    spec["argv"][-1:-1] = ["--progress", "1ns"]
    (folder / "kernel.json").write_text(json.dumps(spec))


class Conformance(jupyter_kernel_test.KernelTests):
    """jupyter_kernel_test with every sample that applies; cells have no stderr
    and no pager."""

    kernel_name = "concord-eager"
    language_name = "starlark"
    file_extension = ".star"
    code_hello_world = "print('hello, world')"
    completion_samples = [
        {"text": "keyn", "matches": {"keyness"}},
        {"text": "语料 = corpus('specimen')\n语", "matches": {"语料"}},
        {"text": "keyness(corpus('specimen')).fig", "matches": {"figures"}},
    ]
    complete_code_samples = ["1", "print('a')", "def f(x):\n    return x\n", "x = [1,\n2]", "", "# a comment"]
    incomplete_code_samples = ["print(1", "def f(x):", "for i in range(3):\n    print(i)", "x = '''a", "x = [1,", "if 1 == 2:"]
    invalid_code_samples = ["x = = 1", "import os", "class A:", "f(]", "import 7q"]
    code_generate_error = "fail('no')"
    code_execute_result = [
        {"code": "1 + 1", "result": "2"},
        {"code": "'语' * 3", "result": '"语语语"'},
        {"code": "corpus('specimen')", "mime": "text/html"},
        {"code": "figure(frequency(where(corpus('specimen'), 'lang:en')))", "mime": "image/svg+xml"},
        {"code": "figure(frequency(where(corpus('specimen'), 'lang:en')))", "mime": "image/png"},
    ]
    code_display_data = [{"code": "show([1, 2])", "mime": "text/plain"}]
    code_history_pattern = "1 ?*1"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "keyness"
    code_clear_output = "keyness(where(corpus('specimen'), 'lang:zh'), target='year:2012..', permutations=1777)\nNone"


def outputs(kc, msg_id, timeout=30):
    """What is published about a request until it is idle."""
    got = []
    while True:
        m = kc.get_iopub_msg(timeout=timeout)
        if m["parent_header"].get("msg_id") != msg_id:
            continue
        got.append(m)
        if m["msg_type"] == "status" and m["content"]["execution_state"] == "idle":
            return got


def reply_to(kc, msg_id, timeout=30):
    while True:
        m = kc.get_shell_msg(timeout=timeout)
        if m["parent_header"]["msg_id"] == msg_id:
            return m["content"]


def run(kc, code):
    msg_id = kc.execute(code)
    content = reply_to(kc, msg_id)
    return content, outputs(kc, msg_id)


def printed(messages):
    return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")


class Torture(unittest.TestCase):
    """One kernel lives through all of these."""

    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = start_new_kernel(kernel_name="concord-en")

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel()

    def tearDown(self):
        self.works()

    def busy(self):
        msg_id = self.kc.execute(ENDLESS)
        while True:
            m = self.kc.get_iopub_msg(timeout=10)
            if m["msg_type"] == "execute_input" and m["parent_header"]["msg_id"] == msg_id:
                time.sleep(0.02)
                return msg_id

    def works(self):
        content, messages = run(self.kc, "print(6 * 7)")
        self.assertEqual((content["status"], printed(messages)), ("ok", "42\n"))

    def test_interrupt(self):
        for _ in range(5):
            msg_id = self.busy()
            began = time.monotonic()
            self.km.interrupt_kernel()
            content = reply_to(self.kc, msg_id)
            self.assertEqual(content["ename"], "Interrupted")
            self.assertLess(time.monotonic() - began, 0.25)  # the client polls

    def test_sigint_does_not_kill(self):
        pid = self.km.provisioner.pid
        for _ in range(3):
            msg_id = self.busy()
            os.kill(pid, signal.SIGINT)
            self.assertEqual(reply_to(self.kc, msg_id)["ename"], "Interrupted")
        os.kill(pid, signal.SIGINT)  # nothing runs
        time.sleep(0.2)

    def test_completion_while_busy(self):
        self.kc.execute("语料甲 = corpus('specimen')", reply=True, timeout=30)
        msg_id = self.busy()
        began = time.monotonic()
        content = self.kc.complete("'字' + 语料", reply=True, timeout=5)["content"]
        self.assertLess(time.monotonic() - began, 0.5)
        self.assertEqual((content["matches"], content["cursor_start"], content["cursor_end"]), (["语料甲"], 6, 8))
        self.km.interrupt_kernel()
        reply_to(self.kc, msg_id)

    def test_many_lines(self):
        content, messages = run(self.kc, "for i in range(200000): print(i)")
        self.assertEqual(printed(messages), "".join("%d\n" % i for i in range(200000)))
        self.assertLess(len(messages), 250)

    def test_many_displays(self):
        content, messages = run(self.kc, "for i in range(3000): show(i)")
        shown = [m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "display_data"]
        self.assertEqual(shown, [str(i) for i in range(3000)])

    def test_queue_after_error(self):
        ids = [self.kc.execute(c) for c in ("fail('x')", "1", "2")]
        self.assertEqual([reply_to(self.kc, i)["status"] for i in ids], ["error", "aborted", "aborted"])

    def test_panic(self):
        content, _ = run(self.kc, "list(range(1 << 62))")
        self.assertEqual(content["ename"], "InternalError")

    def test_strangers(self):
        info = self.km.get_connection_info()
        held = []
        for port in ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"):
            for words in (b"", b"GET / HTTP/1.1\r\n\r\n"):
                s = socket.create_connection((info["ip"], info[port]))
                s.sendall(words)
                held.append(s)
        other = self.km.client()
        other.start_channels()
        other.wait_for_ready(timeout=10)
        self.assertTrue(other.execute_interactive("None", timeout=10)["content"]["status"] == "ok")
        other.stop_channels()
        for s in held:
            s.close()

    def test_subscriber_that_never_reads(self):
        info = self.km.get_connection_info()
        s = socket.create_connection((info["ip"], info["iopub_port"]))
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.sendall(b"\xff\0\0\0\0\0\0\0\1\x7f\3\0NULL".ljust(64, b"\0") + b"\4\x19\5READY\x0bSocket-Type\0\0\0\3SUB" + b"\0\1\1")
        time.sleep(0.2)
        # More than the queue of a client and the buffers of the system hold.
        for _ in range(2):
            content, messages = run(self.kc, "for i in range(600): print('x' * 50000)")
            self.assertEqual(len(printed(messages)), 600 * 50001)
        s.close()

    def test_forged_signature(self):
        context = zmq.Context.instance()
        info = self.km.get_connection_info()
        s = context.socket(zmq.DEALER)
        s.linger = 0
        s.connect("tcp://%s:%d" % (info["ip"], info["shell_port"]))
        forger = Session(key=b"another key")
        forger.send(s, "execute_request", {"code": "print('forged')"})
        self.assertEqual(s.poll(300), 0)
        s.close()

    def test_fresh_clients_lose_nothing(self):
        """After iopub_welcome nothing is lost (JEP 65)."""
        for i in range(30):
            other = self.km.client()
            other.start_channels(stdin=False, hb=False)
            while other.get_iopub_msg(timeout=10)["msg_type"] != "iopub_welcome":
                pass
            msg_id = other.execute("print(%d)" % i)
            self.assertEqual(printed(outputs(other, msg_id, timeout=5)), "%d\n" % i)
            other.stop_channels()


class LifeAndDeath(unittest.TestCase):
    def test_restarts_memory_and_shutdown_while_busy(self):
        km, kc = start_new_kernel(kernel_name="concord-en")
        time.sleep(1)
        status = Path("/proc/%d/status" % km.provisioner.pid).read_text()
        size = {k: int(v) // 1024 for k, v in re.findall(r"(VmRSS|RssAnon):\s+(\d+)", status)}
        print("idle kernel: %(VmRSS)d MiB resident, %(RssAnon)d MiB of them its own" % size)
        self.assertLess(size["VmRSS"], 60)
        for _ in range(8):
            km.restart_kernel(now=False)
            kc.wait_for_ready(timeout=20)
            content, _ = run(kc, "1")
            self.assertEqual(content["execution_count"], 1)
        kc.execute(ENDLESS)
        time.sleep(0.2)
        began = time.monotonic()
        km.shutdown_kernel(restart=False)
        self.assertLess(time.monotonic() - began, 2)
        self.assertFalse(km.is_alive())
        kc.stop_channels()

    def test_ipc(self):
        km = KernelManager(kernel_name="concord-en", transport="ipc")
        km.start_kernel()
        kc = km.client()
        kc.start_channels()
        kc.wait_for_ready(timeout=20)
        content, messages = run(kc, "print('ipc')")
        self.assertEqual(printed(messages), "ipc\n")
        kc.stop_channels()
        km.shutdown_kernel()

    def test_parent_that_is_killed(self):
        code = (
            "import sys, time\nfrom jupyter_client.manager import start_new_kernel\n"
            "km, kc = start_new_kernel(kernel_name='concord-en')\nkc.execute(%r)\n"
            "print(km.provisioner.pid, flush=True)\ntime.sleep(60)\n" % ENDLESS
        )
        for _ in range(2):
            parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
            pid = int(parent.stdout.readline())
            parent.kill()
            # Not waited for yet: a parent that is dead and not collected counts as gone.
            end = time.monotonic() + 5
            while alive(pid) and time.monotonic() < end:
                time.sleep(0.05)
            self.assertFalse(alive(pid), "the kernel outlives its parent")
            parent.wait()
            parent.stdout.close()


def alive(pid):
    try:
        return Path("/proc/%d/stat" % pid).read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def told(nb):
    """The outputs of a notebook without what differs by design: counters, and
    where printed text is cut into outputs."""
    cells = []
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        got = []
        for o in cell.outputs:
            o = json.loads(json.dumps(o))
            o.pop("execution_count", None)
            if o["output_type"] == "stream" and got and got[-1]["output_type"] == "stream":
                got[-1]["text"] += o["text"]
            else:
                got.append(o)
        cells.append((cell.source, got))
    return cells


class Notebooks(unittest.TestCase):
    """nbconvert --execute gives what "concord run" gives, byte for byte."""

    maxDiff = 2000

    def compare(self, path, lang, fails=False):
        work = DATA.parent
        ours, theirs = work / "ours.ipynb", work / "theirs.ipynb"
        ours.unlink(missing_ok=True)
        theirs.unlink(missing_ok=True)
        done = subprocess.run([CONCORD, "run", str(path), "--fresh", "--lang", lang, "-o", str(ours)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1 if fails else 0, done.stderr)
        done = subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--output", str(theirs), str(path)],
            capture_output=True, text=True, env=dict(os.environ, CONCORD_LANG=lang),
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        want, have = nbformat.read(ours, 4), nbformat.read(theirs, 4)
        nbformat.validate(have)
        self.assertGreater(sum(len(o) for _, o in told(want)), 0)
        for (source, a), (_, b) in zip(told(want), told(have)):
            self.assertEqual(a, b, source)
        self.assertEqual(len(told(want)), len(told(have)))

    def test_examples(self):
        for path in sorted(EXAMPLES.glob("*.ipynb")):
            with self.subTest(path=path.name):
                self.compare(path, path.stem[-2:])

    def test_every_kind_of_output(self):
        nb = nbformat.v4.new_notebook(metadata=json.loads(next(EXAMPLES.glob("*.ipynb")).read_text())["metadata"])
        for source in (
            "c = where(corpus('specimen'), 'lang:zh')\nfor i in range(3000): print('行', i, '< & > \\u2028')",
            "show(1, 'a', [1, 2], {'k': None})\nprint('between')\nc",
            "r = frequency(c, top=5)\nr",
            "figure(r, pdf=True)",
            "help(keyness)\nhelp()",
            "def f(x):\n    return x.table.filter(lambda row: row.count > 10)\nf(r)",
            "print('before')\nf(None)",
        ):
            nb.cells.append(nbformat.v4.new_code_cell(source))
        path = DATA.parent / "kinds.ipynb"
        nbformat.write(nb, path)
        self.compare(path, "zh", fails=True)


if __name__ == "__main__":
    eager()
    unittest.main(verbosity=2)
