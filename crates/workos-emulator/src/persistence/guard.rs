//! The state while somebody reads or changes it. What has changed is written down before others get it.

use std::io;
use std::ops::{Deref, DerefMut};
use std::sync::MutexGuard;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::persistence::document::Document;
use crate::persistence::log::Log;
use crate::store::env::{Env, Mark};
use crate::store::table::Tables;

/// The state, and the log of its changes if there is one.
#[derive(Debug)]
pub(crate) struct Persistent<S> {
    state: S,
    log: Option<Log>,
    /// What is yet to be written, whatever the tables say.
    due: Due,
    /// Why the log could not be written. Until it can, nothing is acknowledged.
    trouble: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Nothing,
    /// The clock was moved.
    Mark,
    /// All of it was replaced.
    Everything,
}

impl<S: Tables> Persistent<S> {
    /// A state that is written down from now on, if there is a log: the caller has begun that with it.
    pub(crate) fn new(state: S, log: Option<Log>) -> Self {
        let mut persistent = Self { state, log, due: Due::Nothing, trouble: None };
        persistent.track();
        persistent
    }

    fn track(&mut self) {
        if self.log.is_some() {
            self.state.tables().into_iter().for_each(|(_, table)| table.track());
        }
    }

    fn save(&mut self, mark: impl Fn() -> Mark) {
        let Some(log) = &mut self.log else { return };
        let state = &mut self.state;
        let has_changed = state.tables().into_iter().any(|(_, table)| table.has_changed());
        let result = match self.due {
            Due::Nothing if !has_changed => return,
            Due::Everything => {
                let result = log.begin_again(&Document::new(mark(), state));
                if result.is_ok() {
                    state.tables().into_iter().for_each(|(_, table)| table.written());
                }
                result
            }
            Due::Nothing | Due::Mark => log.append(mark(), state),
        };
        match result {
            Ok(()) => {
                (self.due, self.trouble) = (Due::Nothing, None);
                if log.is_long() {
                    log.shorten(&Document::new(mark(), state));
                }
            }
            Err(error) => {
                let folder = log.folder().display();
                self.trouble = Some(format!("the state cannot be written to {folder}: {error}"));
            }
        }
    }
}

/// The state under its lock. Dropping it writes down what has changed.
#[derive(Debug)]
pub(crate) struct StateGuard<'a, S: Tables> {
    env: &'a Env,
    /// Set while a change could not be written.
    unsaved: &'a AtomicBool,
    persistent: MutexGuard<'a, Persistent<S>>,
    touched: bool,
}

impl<'a, S: Tables + Clone> StateGuard<'a, S> {
    pub(crate) const fn new(
        env: &'a Env,
        unsaved: &'a AtomicBool,
        persistent: MutexGuard<'a, Persistent<S>>,
    ) -> Self {
        Self { env, unsaved, persistent, touched: false }
    }

    /// The time is another one, which is to be remembered.
    pub(crate) fn note_time(&mut self) {
        self.touched = true;
        self.persistent.due = self.persistent.due.max(Due::Mark);
    }

    /// Goes on with another state; the log follows when this is dropped.
    pub(crate) fn replace(&mut self, state: S) {
        self.touched = true;
        self.persistent.state.adopt(state);
        self.persistent.track();
        self.persistent.due = Due::Everything;
    }

    /// Goes on with another state, which is written down first.
    ///
    /// # Errors
    /// When that fails. Then nothing has changed.
    pub(crate) fn replace_durably(&mut self, document: &Document<S>) -> io::Result<()> {
        self.touched = true;
        if let Some(log) = &mut self.persistent.log {
            log.begin_again(&Document::new(document.mark, &document.state))?;
        }
        self.persistent.state.adopt(document.state.clone());
        self.persistent.track();
        (self.persistent.due, self.persistent.trouble) = (Due::Nothing, None);
        Ok(())
    }

    /// Why what was changed last could not be written down.
    pub(crate) fn trouble(&self) -> Option<&str> {
        self.persistent.trouble.as_deref()
    }
}

impl<S: Tables> Deref for StateGuard<'_, S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.persistent.state
    }
}

impl<S: Tables> DerefMut for StateGuard<'_, S> {
    fn deref_mut(&mut self) -> &mut S {
        self.touched = true;
        &mut self.persistent.state
    }
}

impl<S: Tables> Drop for StateGuard<'_, S> {
    fn drop(&mut self) {
        // What could not be written is tried again by whoever comes next, even to read.
        if self.persistent.log.is_some() && (self.touched || self.persistent.trouble.is_some()) {
            let env = self.env;
            self.persistent.save(|| env.mark());
            self.unsaved.store(self.persistent.trouble.is_some(), Ordering::Release);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::PathBuf;

    use bytes::Bytes;
    use http::{Request, StatusCode};

    use crate::api::emulator::Emulator;
    use crate::domains::organizations::seed::it_contact::NewItContact;
    use crate::domains::users::seed::NewUser;

    /// A directory of its own for a test, removed at the end.
    struct Dir(PathBuf);

    impl Dir {
        fn new(name: &str) -> Self {
            Self(std::env::temp_dir().join(format!("workos-emulator-{name}-{}", std::process::id())))
        }

        fn build(&self) -> Emulator {
            Emulator::builder().state_dir(&self.0).build().unwrap()
        }
    }

    impl Drop for Dir {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn knows(emulator: &Emulator, name: &str) -> bool {
        emulator.shared().state().user_by_email(&format!("{name}@acme.com")).is_some()
    }

    /// Adds a user by the API.
    fn add(emulator: &Emulator, name: &str) -> StatusCode {
        let request = Request::post("https://workos.test/user_management/users")
            .header("authorization", "Bearer sk_test_default")
            .header("content-type", "application/json")
            .body(Bytes::from(format!("{{\"email\": \"{name}@acme.com\"}}")));
        emulator.handle(request.unwrap()).status()
    }

    #[test]
    fn nothing_is_acknowledged_while_the_log_cannot_be_written_and_nothing_is_lost_once_it_can() {
        let dir = Dir::new("unwritable");
        let emulator = dir.build();
        assert_eq!(add(&emulator, "first"), StatusCode::CREATED);

        // A file that is open for reading cannot be written, nor cut.
        let swap = |file: File| {
            let mut guard = emulator.shared().state();
            guard.persistent.log.as_mut().unwrap().swap_file(file)
        };
        let writable = swap(File::open(dir.0.join("state.jsonl")).unwrap());
        assert_eq!(add(&emulator, "second"), StatusCode::INTERNAL_SERVER_ERROR);
        let error = emulator.add_user(NewUser::new("third@acme.com")).unwrap_err();
        assert!(error.to_string().contains("the state cannot be written to"), "{error}");
        let organization = emulator.shared().state().organizations.all.oldest().unwrap().id.clone();
        let contact = NewItContact::new(&organization, "it@acme.com");
        assert!(emulator.add_it_contact(contact).is_err());
        let health = || emulator.handle(Request::new(Bytes::new())).status();
        assert_eq!(health(), StatusCode::INTERNAL_SERVER_ERROR);

        swap(writable);
        assert_eq!(add(&emulator, "fourth"), StatusCode::CREATED);
        drop(emulator);
        let emulator = dir.build();
        assert!(["first", "second", "third", "fourth"].into_iter().all(|name| knows(&emulator, name)));
    }

    #[test]
    fn a_log_that_has_become_long_is_written_anew_while_the_emulator_runs() {
        let dir = Dir::new("long");
        let emulator = dir.build();
        let lines = || fs::read_to_string(dir.0.join("state.jsonl")).unwrap().lines().count();
        let set_long = |long| {
            let mut guard = emulator.shared().state();
            guard.persistent.log.as_mut().unwrap().set_long(long);
        };
        assert_eq!((add(&emulator, "first"), lines()), (StatusCode::CREATED, 3));
        set_long(1);
        assert_eq!((add(&emulator, "second"), lines()), (StatusCode::CREATED, 2));
        assert_eq!((add(&emulator, "third"), lines()), (StatusCode::CREATED, 3));

        // Where that fails, nothing but the length is the worse for it.
        let obstacle = dir.0.join("state.jsonl.new");
        fs::create_dir(&obstacle).unwrap();
        set_long(1);
        assert_eq!((add(&emulator, "fourth"), lines()), (StatusCode::CREATED, 4));
        fs::remove_dir(obstacle).unwrap();
        drop(emulator);
        let emulator = dir.build();
        assert!(["first", "second", "third", "fourth"].into_iter().all(|name| knows(&emulator, name)));
    }
}
