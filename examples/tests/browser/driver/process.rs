//! Processes and folders that are gone when the test ends, however it ends.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use uuid::Uuid;

/// A program and all processes that it starts: they are one process group.
pub(crate) struct Process(pub(crate) Child);

/// A folder of its own, below the target directory.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Process {
    /// Starts a program. What it may complain about, such as missing graphics and buses, is left out unless the
    /// caller listens.
    pub(crate) fn start(command: &mut Command) -> Process {
        let program = command.get_program().to_owned();
        match command.process_group(0).spawn() {
            Ok(child) => Process(child),
            Err(error) => panic!("{}: {error}; .ci/run browser installs it", program.display()),
        }
    }

    /// A command that says nothing.
    pub(crate) fn silent(program: &str) -> Command {
        let mut command = Command::new(program);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        // If the group is gone, there is nothing to end.
        let _ = Process::silent("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let path =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", Uuid::new_v4()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A process that is about to end may still write, so something can stay behind.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_failing_test_leaves_no_process_behind() {
        let mut child = String::new();
        let failing = AssertUnwindSafe(|| {
            let mut process = Process::start(
                Process::silent("sh")
                    .args(["-c", "sleep 600 & echo $!; wait"])
                    .stdout(Stdio::piped()),
            );
            BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut child).unwrap();
            panic!("as a failing test does");
        });
        assert!(catch_unwind(failing).is_err());
        let stat = format!("/proc/{}/stat", child.trim());
        // A process that has ended can wait for its new parent.
        let has_ended = || fs::read_to_string(&stat).map_or(true, |stat| stat.contains(") Z "));
        let ends = (0..100).any(|_| {
            thread::sleep(Duration::from_millis(50));
            has_ended()
        });
        assert!(ends, "{child}");
    }
}
