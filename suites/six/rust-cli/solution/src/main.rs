use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

/// How urgent a task is: `low`, `medium` or `high`, in the store and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum Priority {
    Low,
    Medium,
    High,
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Priority::Low => "low",
            Priority::Medium => "medium",
            Priority::High => "high",
        })
    }
}

/// One task.
#[derive(Debug, Serialize, Deserialize)]
struct Task {
    id: u32,
    title: String,
    priority: Priority,
    done: bool,
}

impl Task {
    /// The task as `list` shows it.
    fn line(&self) -> String {
        let mark = if self.done { "x" } else { " " };
        format!("{} [{}] {} ({})", self.id, mark, self.title, self.priority)
    }
}

/// All tasks, as the store file holds them.
#[derive(Debug, Serialize, Deserialize)]
struct Store {
    /// The id of the next task that is added. Each id is given to one task only, even if that task is removed later.
    next_id: u32,
    /// In the order in which they were added.
    tasks: Vec<Task>,
}

impl Store {
    fn new() -> Self {
        Store { next_id: 1, tasks: Vec::new() }
    }

    /// The store in a file; an empty one where there is no file.
    fn load(path: &Path) -> Result<Self, String> {
        match fs::read_to_string(path) {
            Ok(text) => serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Store::new()),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    fn save(&self, path: &Path) -> Result<(), String> {
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Adds a task and gives back its id.
    fn add(&mut self, title: String, priority: Priority) -> u32 {
        let id = self.next_id;
        self.next_id += 1;
        self.tasks.push(Task { id, title, priority, done: false });
        id
    }

    /// Marks a task as done. Whether there is such a task.
    fn mark_done(&mut self, id: u32) -> bool {
        match self.tasks.iter_mut().find(|task| task.id == id) {
            Some(task) => {
                task.done = true;
                true
            }
            None => false,
        }
    }

    /// Changes what is given of a task; the rest stays. Whether there is such a task.
    fn edit(&mut self, id: u32, title: Option<String>, priority: Option<Priority>) -> bool {
        let Some(task) = self.tasks.iter_mut().find(|task| task.id == id) else {
            return false;
        };
        if let Some(title) = title {
            task.title = title;
        }
        if let Some(priority) = priority {
            task.priority = priority;
        }
        true
    }

    /// Removes a task; the others stay. Whether there was such a task.
    fn remove(&mut self, id: u32) -> bool {
        let before = self.tasks.len();
        self.tasks.retain(|task| task.id != id);
        self.tasks.len() < before
    }
}

/// A title without blanks around it, or why it cannot be one.
fn clean_title(title: &str) -> Result<String, String> {
    let title = title.trim();
    if title.is_empty() {
        return Err("a title must not be empty".to_string());
    }
    if title.contains('\n') {
        return Err("a title is one line".to_string());
    }
    Ok(title.to_string())
}

/// Keeps a list of tasks in a file.
#[derive(Parser)]
struct Cli {
    /// The store file
    #[arg(long, default_value = "tasks.json")]
    file: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add a task
    Add {
        title: String,
        #[arg(short, long, default_value_t = Priority::Medium)]
        priority: Priority,
    },
    /// List the tasks
    List {
        /// Only tasks that are not done
        #[arg(long)]
        pending: bool,
        /// Only tasks of this priority
        #[arg(short, long)]
        priority: Option<Priority>,
    },
    /// Mark a task as done
    Done { id: u32 },
    /// Change the title or the priority of a task
    Edit {
        id: u32,
        #[arg(short, long)]
        title: Option<String>,
        #[arg(short, long)]
        priority: Option<Priority>,
    },
    /// Remove a task
    Remove { id: u32 },
    /// Count the tasks
    Stats,
}

/// Does what a command says, and gives back what is to be printed.
fn run(cli: Cli) -> Result<String, String> {
    let mut store = Store::load(&cli.file)?;
    match cli.command {
        Command::Add { title, priority } => {
            let id = store.add(clean_title(&title)?, priority);
            store.save(&cli.file)?;
            Ok(format!("added {id}"))
        }
        Command::List { pending, priority } => {
            let lines: Vec<String> = store
                .tasks
                .iter()
                .filter(|task| !(pending && task.done))
                .filter(|task| priority.is_none_or(|wanted| task.priority == wanted))
                .map(Task::line)
                .collect();
            Ok(if lines.is_empty() { "no tasks".to_string() } else { lines.join("\n") })
        }
        Command::Done { id } => {
            if !store.mark_done(id) {
                return Err(format!("no task {id}"));
            }
            store.save(&cli.file)?;
            Ok(format!("done {id}"))
        }
        Command::Edit { id, title, priority } => {
            if title.is_none() && priority.is_none() {
                return Err("nothing to change: give --title or --priority".to_string());
            }
            let title = title.as_deref().map(clean_title).transpose()?;
            if !store.edit(id, title, priority) {
                return Err(format!("no task {id}"));
            }
            store.save(&cli.file)?;
            Ok(format!("edited {id}"))
        }
        Command::Remove { id } => {
            if !store.remove(id) {
                return Err(format!("no task {id}"));
            }
            store.save(&cli.file)?;
            Ok(format!("removed {id}"))
        }
        Command::Stats => {
            let done = store.tasks.iter().filter(|task| task.done).count();
            Ok(format!("{} tasks, {done} done, {} pending", store.tasks.len(), store.tasks.len() - done))
        }
    }
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
