//! Ends the server when the client that started it is gone, even if standard input stays open.

use std::time::Duration;

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

/// How often it is looked for: rarely enough to cost nothing.
const EVERY: Duration = Duration::from_secs(3);

/// Waits until a process is no more.
pub async fn gone(process: u32) {
    let pid = Pid::from_u32(process);
    let mut system = System::new();
    // A process whose number is new to us, or that is hidden from us, is not waited for.
    if !is_there(&mut system, pid) {
        return std::future::pending().await;
    }
    while is_there(&mut system, pid) {
        tokio::time::sleep(EVERY).await;
    }
}

fn is_there(system: &mut System, pid: Pid) -> bool {
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), true, ProcessRefreshKind::nothing());
    system.process(pid).is_some()
}
