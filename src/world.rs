//! The only doors to the outside: files, environment, terminal.
#![expect(clippy::disallowed_methods, reason = "this is the door")]

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::Color;
use crate::load::{self, FileText, MOST_BYTES};

/// What the process stands in, read once.
pub struct World {
    variables: BTreeMap<String, String>,
    pub cwd: PathBuf,
    pub stdin_is_terminal: bool,
    pub stdout_is_terminal: bool,
    pub stderr_is_terminal: bool,
    /// Columns of the terminal, or of an ordinary one.
    pub width: usize,
}

/// What `git` said.
#[derive(Debug)]
pub struct GitAnswer {
    pub ok: bool,
    pub out: Vec<u8>,
    pub err: String,
}

impl World {
    /// # Errors
    ///
    /// The working directory is gone.
    pub fn of_process() -> io::Result<Self> {
        let variables =
            std::env::vars_os().filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
        let variables: BTreeMap<String, String> = variables.collect();
        let width = variables.get("COLUMNS").and_then(|columns| columns.parse().ok());
        let measured = || terminal_width().unwrap_or(100);
        Ok(Self {
            cwd: std::env::current_dir()?,
            stdin_is_terminal: io::stdin().is_terminal(),
            stdout_is_terminal: io::stdout().is_terminal(),
            stderr_is_terminal: io::stderr().is_terminal(),
            width: width.unwrap_or_else(measured),
            variables,
        })
    }

    /// The hour by this machine's clock, in UTC.
    pub fn now(&self) -> time::OffsetDateTime {
        time::OffsetDateTime::now_utc()
    }

    /// In UTC.
    pub fn today(&self) -> time::Date {
        self.now().date()
    }

    /// A variable that is set and not empty.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The nearest folder from `from` upward that holds a file called `name`.
    pub fn find_upward(&self, from: &Path, name: &str) -> Option<PathBuf> {
        from.ancestors().find(|folder| folder.join(name).is_file()).map(Path::to_path_buf)
    }

    pub fn is_dir(&self, path: &Path) -> bool {
        path.is_dir()
    }

    pub fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    /// YAML and JSON files below `root`, by their paths relative to it, in a stable order; the text only of those for which
    /// `needed` holds. Hidden folders and those of build tools are not entered. A file that cannot be read is in the list
    /// with the reason.
    pub fn read_tree(&self, root: &Path, needed: impl Fn(&Path) -> bool) -> Vec<(PathBuf, FileText)> {
        let walk = walkdir::WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
        let walk = walk.filter_entry(|entry| entry.depth() == 0 || !is_left_out(&entry.file_name().to_string_lossy()));
        let mut files = Vec::new();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_path_buf();
                    if load::is_document(&path) {
                        let text = if needed(&path) { read_text(entry.path()) } else { FileText::Text(String::new()) };
                        files.push((path, text));
                    }
                }
                Err(error) => {
                    let path = error.path().and_then(|path| path.strip_prefix(root).ok()).unwrap_or(Path::new("."));
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    files.push((path.to_path_buf(), FileText::Unreadable { reason }));
                }
            }
        }
        files
    }

    /// # Errors
    ///
    /// As the system says.
    pub fn read(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }

    /// Writes all or nothing: a reader never sees half a file.
    ///
    /// # Errors
    ///
    /// As the system says.
    pub fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.tmp", std::process::id()));
        let draft = path.with_file_name(name);
        std::fs::write(&draft, text)?;
        std::fs::rename(&draft, path).inspect_err(|_| drop(std::fs::remove_file(&draft)))
    }

    /// # Errors
    ///
    /// As the system says.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    /// What `git` answers in this folder; `input` is what it is given to read.
    ///
    /// # Errors
    ///
    /// It is not installed, or as the system says.
    pub fn git(&self, folder: &Path, arguments: &[&str], input: &str) -> io::Result<GitAnswer> {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder).args(arguments).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let mut door = child.stdin.take();
        // Beside reading: git may stop taking input until its output is taken.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || door.as_mut().map(|door| door.write_all(input.as_bytes())));
            child.wait_with_output()
        })?;
        let err = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Ok(GitAnswer { ok: output.status.success(), out: output.stdout, err })
    }

    /// Adds to the end of a file that may be there already.
    ///
    /// # Errors
    ///
    /// As the system says.
    pub fn append(&self, path: &Path, text: &str) -> io::Result<()> {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(text.as_bytes())
    }

    /// 32 hex digits that nobody can guess: every `RandomState` has keys of its own, from the system.
    pub fn token(&self) -> String {
        let word = || RandomState::new().build_hasher().finish();
        format!("{:016x}{:016x}", word(), word())
    }

    /// Whether a result on standard output is coloured.
    pub fn colors(&self, color: Color) -> bool {
        choice(color, self.stdout_is_terminal, self) == anstream::ColorChoice::Always
    }

    /// Prints a result. A reader that went away (`| head`) is no error.
    pub fn print(&self, text: &str, color: Color) {
        let mut out = anstream::AutoStream::new(io::stdout().lock(), choice(color, self.stdout_is_terminal, self));
        drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
    }

    /// Prints a hint, a question or an error.
    pub fn say(&self, text: &str, color: Color) {
        let mut out = anstream::AutoStream::new(io::stderr().lock(), choice(color, self.stderr_is_terminal, self));
        drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
    }

    /// One line from the person, without its end; None at the end of input.
    ///
    /// # Errors
    ///
    /// As the system says.
    pub fn ask(&self, question: &str) -> io::Result<Option<String>> {
        self.say(question, Color::Auto);
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line)?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }
}

/// Whether files and folders of this name are not looked at: hidden ones, and those of build tools.
pub fn is_left_out(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "target" | "node_modules")
}

fn choice(color: Color, terminal: bool, world: &World) -> anstream::ColorChoice {
    match color {
        Color::Always => anstream::ColorChoice::Always,
        Color::Auto if world.variable("NO_COLOR").is_some() => anstream::ColorChoice::Never,
        Color::Auto if world.variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => {
            anstream::ColorChoice::Always
        }
        // The log of a workflow shows colours and is no terminal.
        Color::Auto if world.variable("GITHUB_ACTIONS") == Some("true") => anstream::ColorChoice::Always,
        Color::Auto if terminal && world.variable("TERM") != Some("dumb") => anstream::ColorChoice::Always,
        Color::Auto | Color::Never => anstream::ColorChoice::Never,
    }
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

fn read_text(path: &Path) -> FileText {
    let unreadable = |error: io::Error| FileText::Unreadable { reason: error.to_string() };
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.len() > MOST_BYTES => FileText::TooLarge { bytes: metadata.len() },
        Ok(_) => match std::fs::read(path) {
            Ok(bytes) => FileText::from_bytes(bytes),
            Err(error) => unreadable(error),
        },
        Err(error) => unreadable(error),
    }
}
