//! The state while somebody reads or changes it. What has changed is written down before others get it.

use std::fs::File;
use std::io;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
#[cfg(test)]
use std::{cell::Cell, time::Duration, time::Instant};

use crate::persistence::document::Document;
use crate::persistence::log::{Folder, Log, WrittenLog};
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

    /// Writes what has changed. Returns the compaction that is due, for the caller to run outside the lock.
    fn save(&mut self, mark: impl Fn() -> Mark) -> Option<DueCompaction<S>> {
        let log = self.log.as_mut()?;
        let state = &mut self.state;
        let has_changed = state.tables().into_iter().any(|(_, table)| table.has_changed());
        let result = match self.due {
            Due::Nothing if !has_changed => return None,
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
                    log.begin_compaction();
                    let folder = Arc::clone(log.folder());
                    return Some(DueCompaction { folder, document: Document::new(mark(), state.copy()) });
                }
            }
            Err(error) => {
                let folder = log.folder().path().display();
                self.trouble = Some(format!("the state cannot be written to {folder}: {error}"));
            }
        }
        None
    }
}

/// A log that is to be compacted, and the state that its shorter form begins with.
#[derive(Debug)]
struct DueCompaction<S> {
    folder: Arc<Folder>,
    document: Document<S>,
}

/// Work that a guard leaves until the lock is released.
#[derive(Debug)]
struct AfterUnlock<'a, S: Tables> {
    env: &'a Env,
    /// Set while a change could not be written.
    unsaved: &'a AtomicBool,
    lock: &'a Mutex<Persistent<S>>,
    compaction: Option<DueCompaction<S>>,
}

impl<S: Tables> Drop for AfterUnlock<'_, S> {
    fn drop(&mut self) {
        if let Some(DueCompaction { folder, document }) = self.compaction.take() {
            let written = WrittenLog::compacted(&folder, &Document::new(document.mark, &document.state));
            let mut guard = StateGuard::lock(self.env, self.unsaved, self.lock);
            let old = guard.persistent.log.as_mut().and_then(|log| log.end_compaction(written));
            drop(guard);
            // Closing a large file takes long.
            drop(old);
        }
    }
}

/// The state under its lock. Dropping it writes down what has changed.
#[derive(Debug)]
pub(crate) struct StateGuard<'a, S: Tables> {
    persistent: MutexGuard<'a, Persistent<S>>,
    touched: bool,
    #[cfg(test)]
    since: Instant,
    // Fields are dropped in their order, so the lock is released before this.
    after: AfterUnlock<'a, S>,
}

impl<'a, S: Tables> StateGuard<'a, S> {
    /// Waits for the lock. `unsaved` is set while a change could not be written.
    pub(crate) fn lock(env: &'a Env, unsaved: &'a AtomicBool, lock: &'a Mutex<Persistent<S>>) -> Self {
        // A panic in a test that holds the lock must not fail the others: changes are small and whole.
        let persistent = lock.lock().unwrap_or_else(PoisonError::into_inner);
        Self {
            persistent,
            touched: false,
            #[cfg(test)]
            since: now(),
            after: AfterUnlock { env, unsaved, lock, compaction: None },
        }
    }

    /// The time is another one, which is to be remembered.
    pub(crate) fn note_time(&mut self) {
        self.touched = true;
        self.persistent.due = self.persistent.due.max(Due::Mark);
    }

    /// Replaces the state; dropping the guard writes the log. Returns the old state, to be dropped outside the lock.
    pub(crate) fn replace(&mut self, state: S) -> S {
        self.touched = true;
        let old = self.persistent.state.adopt(state);
        self.persistent.track();
        self.persistent.due = Due::Everything;
        old
    }

    /// Replaces the state and its log, which was written before. Returns the old state and the file of its log, to be
    /// dropped outside the lock.
    ///
    /// # Errors
    /// If the log cannot be replaced. Then nothing has changed.
    pub(crate) fn replace_durably(
        &mut self,
        state: S,
        written: Option<WrittenLog>,
    ) -> io::Result<(S, Option<File>)> {
        self.touched = true;
        let log = self.persistent.log.as_mut().zip(written);
        let file = log.map(|(log, written)| log.replace(written)).transpose()?;
        let old = self.persistent.state.adopt(state);
        self.persistent.track();
        (self.persistent.due, self.persistent.trouble) = (Due::Nothing, None);
        Ok((old, file))
    }

    /// The directory of the log, if there is one.
    pub(crate) fn log_folder(&self) -> Option<Arc<Folder>> {
        self.persistent.log.as_ref().map(|log| Arc::clone(log.folder()))
    }

    /// Makes the next change compact the log.
    #[cfg(test)]
    pub(crate) fn count_log_as_long(&mut self) {
        self.persistent.log.iter_mut().for_each(|log| log.set_long(0));
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
            let env = self.after.env;
            self.after.compaction = self.persistent.save(|| env.mark());
            self.after.unsaved.store(self.persistent.trouble.is_some(), Ordering::Release);
        }
        #[cfg(test)]
        LONGEST.set(LONGEST.get().max(self.since.elapsed()));
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the time under the lock is measured")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
thread_local! {
    /// The longest time for which this thread has held the lock.
    pub(crate) static LONGEST: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use bytes::Bytes;
    use http::{Request, StatusCode};

    use super::*;
    use crate::api::emulator::Emulator;
    use crate::domains::organizations::seed::it_contact::NewItContact;
    use crate::domains::state::State;
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
    fn changes_during_a_compaction_are_kept_and_a_restored_state_supersedes_it() {
        let dir = Dir::new("meanwhile");
        let emulator = dir.build();
        let begin = || {
            let mut guard = emulator.shared().state();
            guard.persistent.log.as_mut().unwrap().begin_compaction();
            Document::new(emulator.shared().env.mark(), guard.copy())
        };
        let end = |document: Document<State>| {
            let folder = emulator.shared().state().log_folder().unwrap();
            let written = WrittenLog::compacted(&folder, &Document::new(document.mark, &document.state));
            emulator.shared().state().persistent.log.as_mut().unwrap().end_compaction(written);
        };
        assert_eq!(add(&emulator, "first"), StatusCode::CREATED);
        let document = begin();
        assert_eq!(add(&emulator, "second"), StatusCode::CREATED);
        assert_eq!(add(&emulator, "third"), StatusCode::CREATED);
        end(document);
        assert_eq!(fs::read_to_string(dir.0.join("state.jsonl")).unwrap().lines().count(), 4);
        assert_eq!(add(&emulator, "fourth"), StatusCode::CREATED);

        let snapshot = emulator.snapshot();
        assert_eq!(add(&emulator, "fifth"), StatusCode::CREATED);
        let document = begin();
        emulator.restore(&snapshot).unwrap();
        // The compaction is still running, so that no second one may begin.
        emulator.shared().state().count_log_as_long();
        assert_eq!(add(&emulator, "sixth"), StatusCode::CREATED);
        assert!(!dir.0.join("state.jsonl.new").exists());
        end(document);
        assert!(!dir.0.join("state.jsonl.new").exists());
        assert_eq!(add(&emulator, "seventh"), StatusCode::CREATED);
        drop(emulator);
        let emulator = dir.build();
        assert!(emulator.state_recovery().is_none());
        let kept = ["first", "second", "third", "fourth", "sixth", "seventh"];
        assert!(kept.into_iter().all(|name| knows(&emulator, name)));
        assert!(!knows(&emulator, "fifth"));
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
