//! Whether a file is one that a walk leaves out, for files that are named all the same: pre-commit names whatever has
//! changed.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::Gitignore;

/// Whether a `.gitignore` of its repository, or of a folder above it where there is none, lists the file or a folder it
/// is in.
pub fn is_excluded(file: &Path) -> bool {
    for folder in file.ancestors().skip(1) {
        let list = folder.join(".gitignore");
        if list.is_file() {
            // Faults in it are git's to report.
            let (list, _) = Gitignore::new(&list);
            match list.matched_path_or_any_parents(file, false) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    false
}
