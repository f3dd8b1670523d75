# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A Slurm cluster for one test: slurmctld and two slurmd on the loop-back
interface, with an own munged, in one folder and without systemd or cgroups.
Everything it started ends with it."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

# Slow machines are slow; a cluster that works answers in seconds.
PATIENCE = 420

CONFIGURATION = """
ClusterName=commsec
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SlurmdParameters=config_overrides
ReturnToService=2
SlurmctldTimeout=600
SlurmdTimeout=600
MessageTimeout=60
StateSaveLocation={folder}/state
SlurmctldPidFile={folder}/slurmctld.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdSpoolDir={folder}/spool-%n
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmdLogFile={folder}/slurmd-%n.log
NodeName=node1 NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[1]} CPUs=2 State=UNKNOWN
NodeName=node2 NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[2]} CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def adopt_orphans():
    """What a daemon leaves behind becomes our child, so that it can be found."""
    set_child_subreaper = 36
    ctypes.CDLL(None, use_errno=True).prctl(set_child_subreaper, 1, 0, 0, 0)


def descendants(process):
    try:
        with open(f"/proc/{process}/task/{process}/children") as stream:
            children = [int(word) for word in stream.read().split()]
    except OSError:
        return []
    return [c for child in children for c in (*descendants(child), child)]


class Cluster:
    def __enter__(self):
        adopt_orphans()
        self.daemons = []
        self.folder = tempfile.mkdtemp(prefix="commsec-slurm-")
        os.chmod(self.folder, 0o755)
        self.environment = dict(
            os.environ, SLURM_CONF=os.path.join(self.folder, "slurm.conf")
        )
        try:
            self.start()
        except BaseException:
            self.show_logs()
            self.__exit__()
            raise
        return self

    def start(self):
        key = os.path.join(self.folder, "munge.key")
        with open(key, "wb") as stream:
            stream.write(os.urandom(128))
        os.chmod(key, 0o600)
        with open(self.environment["SLURM_CONF"], "w") as stream:
            stream.write(
                CONFIGURATION.format(
                    host=socket.gethostname().split(".")[0],
                    folder=self.folder,
                    user=pwd.getpwuid(os.getuid()).pw_name,
                    ports=free_ports(3),
                )
            )
        os.mkdir(os.path.join(self.folder, "state"))
        # --force: a folder below /tmp is not what munged would choose.
        self.daemon(
            "munged", "--foreground", "--force", "--num-threads=2",
            f"--socket={self.folder}/munge.socket", f"--key-file={key}",
            f"--pid-file={self.folder}/munged.pid",
            f"--seed-file={self.folder}/munged.seed",
            f"--log-file={self.folder}/munged.log",
        )
        self.wait(
            lambda: os.path.exists(os.path.join(self.folder, "munge.socket")),
            "munged",
        )
        self.daemon("slurmctld", "-D")
        for node in ("node1", "node2"):
            os.mkdir(os.path.join(self.folder, "spool-" + node))
            self.daemon("slurmd", "-D", "-N", node)
        self.wait(
            lambda: self.command("sinfo", "-h", "-N", "-o", "%T").split()
            == ["idle", "idle"],
            "two idle nodes",
        )

    def daemon(self, name, *arguments):
        log = open(os.path.join(self.folder, f"daemon-{len(self.daemons)}.out"), "w")
        path = shutil.which(name) or os.path.join("/usr/sbin", name)
        self.daemons.append(
            subprocess.Popen(
                [path, *arguments],
                env=self.environment, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True,
            )
        )
        log.close()

    def command(self, *arguments, check=False):
        done = subprocess.run(
            arguments, env=self.environment, capture_output=True, text=True,
            timeout=PATIENCE,
        )
        if check and done.returncode:
            raise RuntimeError(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def wait(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            for each in self.daemons:
                if each.poll() is not None:
                    raise RuntimeError(f"{each.args} ended with {each.returncode}")
            if time.monotonic() > end:
                raise RuntimeError(f"never came: {what}")
            time.sleep(0.2)

    def run_batch(self, script, *options):
        """Submits \p script and waits for its end. Answers the state of each
        task, as Slurm has it."""
        job = self.command("sbatch", "--parsable", *options, script, check=True)
        job = job.strip().split(";")[0]
        self.wait(
            lambda: not self.command("squeue", "-h", "-j", job).strip(),
            f"the end of job {job}",
        )
        shown = self.command("scontrol", "-o", "show", "job", job)
        return [
            dict(word.split("=", 1) for word in line.split() if "=" in word)
            for line in shown.splitlines()
            if line.strip()
        ]

    def show_logs(self):
        for name in sorted(os.listdir(self.folder)):
            if name.endswith((".log", ".out")):
                path = os.path.join(self.folder, name)
                with open(path, errors="replace") as stream:
                    print(f"--- {name}\n{stream.read()[-4000:]}", file=sys.stderr)

    def __exit__(self, kind=None, *_):
        if kind:
            self.show_logs()
        # The nodes first: they tell the controller; munged last.
        for each in reversed(self.daemons):
            each.terminate()
        end = time.monotonic() + 30
        for each in reversed(self.daemons):
            try:
                each.wait(timeout=max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
        # Step daemons and whatever else hangs on.
        for _ in range(50):
            left = descendants(os.getpid())
            for process in left:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            try:
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            except ChildProcessError:
                pass
            if not left:
                break
            time.sleep(0.1)
        shutil.rmtree(self.folder, ignore_errors=True)
