use std::collections::VecDeque;
use std::io::{self, Read};

const MOST: usize = 15;

#[derive(Default)]
struct Playlist {
    songs: Vec<String>,
    before: VecDeque<Vec<String>>,
    after: Vec<Vec<String>>,
    removed_at: Option<usize>,
}

impl Playlist {
    fn edit(&mut self, songs: Vec<String>, removed_at: Option<usize>, latest: Option<usize>) -> bool {
        let old = std::mem::replace(&mut self.songs, songs);
        if removed_at.is_none() || removed_at != latest {
            self.before.push_back(old);
            if self.before.len() > MOST {
                self.before.pop_front();
            }
        }
        self.after.clear();
        self.removed_at = removed_at;
        true
    }

    /// Carries out a command; false when it does not fit, or there is nothing to take back.
    fn run(&mut self, words: &[&str]) -> bool {
        let latest = self.removed_at.take();
        let number = |at: usize| words[at].parse::<usize>().unwrap();
        let mut songs = self.songs.clone();
        let places = 1..=songs.len();
        match words[0] {
            "undo" => match self.before.pop_back() {
                None => false,
                Some(old) => {
                    self.after.push(std::mem::replace(&mut self.songs, old));
                    true
                }
            },
            "redo" => match self.after.pop() {
                None => false,
                Some(new) => {
                    self.before.push_back(std::mem::replace(&mut self.songs, new));
                    true
                }
            },
            "insert" => {
                let at = number(1);
                if at < 1 || at > songs.len() + 1 {
                    return false;
                }
                songs.insert(at - 1, words[2].to_string());
                self.edit(songs, None, latest)
            }
            "remove" => {
                let at = number(1);
                if !places.contains(&at) {
                    return false;
                }
                songs.remove(at - 1);
                self.edit(songs, Some(at), latest)
            }
            _ => {
                let (from, to) = (number(1), number(2));
                if !places.contains(&from) || !places.contains(&to) {
                    return false;
                }
                let song = songs.remove(from - 1);
                songs.insert(to - 1, song);
                self.edit(songs, None, latest)
            }
        }
    }
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut playlist = Playlist::default();
    for line in input.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        if words[0] == "show" {
            println!("{}", if playlist.songs.is_empty() { "silent".to_string() } else { playlist.songs.join(" ") });
        } else if !playlist.run(&words) {
            println!("{}", if words.len() == 1 { "nothing" } else { "misfit" });
        }
    }
}
