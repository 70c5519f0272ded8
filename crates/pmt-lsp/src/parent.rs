//! Ends the server when the client that started it is gone, even if standard input stays open.

use std::time::Duration;

use sysinfo::{Pid, ProcessRefreshKind, ProcessStatus, ProcessesToUpdate, System};

/// How often it is looked for: rarely enough to cost nothing.
const EVERY: Duration = Duration::from_secs(3);

/// A process that was there when it was first looked for.
#[derive(Debug)]
pub struct Parent {
    pid: Pid,
    /// When it was started: its number may be given to another.
    since: u64,
    system: System,
}

impl Parent {
    /// Looks for a process. One whose number is new to us, or that is hidden from us, cannot be waited for.
    pub fn find(process: u32) -> Option<Self> {
        let pid = Pid::from_u32(process);
        let mut system = System::new();
        let since = there_since(&mut system, pid)?;
        Some(Self { pid, since, system })
    }

    /// Waits until it is no more.
    pub async fn gone(mut self) {
        while there_since(&mut self.system, self.pid) == Some(self.since) {
            tokio::time::sleep(EVERY).await;
        }
    }
}

/// When a process was started that is there. One that has ended and that nobody has asked about yet is not.
fn there_since(system: &mut System, pid: Pid) -> Option<u64> {
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), true, ProcessRefreshKind::nothing());
    let process = system.process(pid)?;
    let has_ended = matches!(process.status(), ProcessStatus::Zombie | ProcessStatus::Dead);
    (!has_ended).then(|| process.start_time())
}
