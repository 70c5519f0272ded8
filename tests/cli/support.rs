//! A folder of one's own to run the program in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A project with everything required, in one year.
pub const PROJECT: &str = r#"项目 "党务培训" {
  项目类别: 经常性项目
  主管部门: "某区某局"
  实施单位: "某区某局"
  实施周期: 2022-01-01 至 2022-12-31
  项目资金总额: 29万元 { 财政资金: 29万元; 其他资金: 0元 }
  年度资金申请总额: 29万元 { 当年财政拨款: 29万元; 上年结转资金: 0元; 其他资金: 0元 }
  项目总目标 """培训 600 人次。"""
  年度总目标 """全年培训 600 人次。"""
  绩效指标 {
    产出指标 {
      数量指标 { 参训人数 >= 600 人次; 培训期数 >= 6 期; 教材印制册数 >= 600 册 }
      质量指标 { 考核合格率 >= 95% }
      成本指标 { 人均培训成本 <= 500元/人次 }
    }
    效益指标 { 社会效益指标 { 学员应用率 >= 80% } }
    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 95% { 数据来源: "结业问卷" } } }
  }
}
"#;

/// A cover for `count` of these projects.
pub fn cover(count: u32) -> String {
    format!(
        "申报 2022 {{\n  版式: 上海\n  主管部门: \"某区某局\"\n  预算单位数: 1\n  项目数: {count}\n  预算资金: {}万元\n}}\n",
        count * 29
    )
}

/// The project under another name, with one line replaced.
pub fn project(name: &str, replace: &str, by: &str) -> String {
    assert!(PROJECT.contains(replace), "the project has no {replace}");
    PROJECT.replacen("党务培训", name, 1).replacen(replace, by, 1)
}

/// A temporary folder that looks like the top of a repository, so that nothing above it is searched.
pub struct World {
    dir: TempDir,
}

/// What a run of the program came to.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl World {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join(".git")).unwrap();
        Self { dir }
    }

    /// A declaration of as many projects as are given.
    pub fn declaration(projects: &[(&str, &str)]) -> Self {
        let world = Self::new();
        world.file("申报.pmt", cover(u32::try_from(projects.len()).unwrap()));
        for (name, text) in projects {
            world.file(name, text);
        }
        world
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of everything in a folder, to prove that nothing was left behind.
    pub fn list(&self, name: &str) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.path(name))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name != ".git")
            .collect();
        names.sort();
        names
    }

    pub fn pmt(&self, args: &[&str]) -> Run {
        self.pmt_with(args, &[], None)
    }

    pub fn pmt_with(&self, args: &[&str], env: &[(&str, &str)], stdin: Option<&[u8]>) -> Run {
        let mut command = self.command(args);
        command.envs(env.iter().copied());
        command.stdin(if stdin.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        if let Some(bytes) = stdin {
            child.stdin.take().unwrap().write_all(bytes).unwrap();
        }
        let output = child.wait_with_output().unwrap();
        Run {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().expect("the program must not be killed"),
        }
    }

    /// The program in this folder, whatever language and colours the tests' own terminal has.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pmt"));
        for name in ["PMT_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.current_dir(self.dir.path()).args(args);
        command
    }
}

/// The repository's own folder.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
