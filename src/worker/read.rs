//! Files, read as streams into the push reader with two buffers that are used again and again, one file after another.
//! Tells how far it is ten times a second; can be stopped, and then judges what was read.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use gloo::timers::callback::Timeout;
use js_sys::{ArrayBuffer, Date, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ReadableStreamByobReader, ReadableStreamDefaultReader};

use super::with;
use crate::capture::{Capture, Reader};
use crate::protocol::{Event, Progress};

/// Bytes that are asked for at once.
const PIECE: u32 = 1 << 20;
/// Milliseconds between two reports of progress.
const BEAT: f64 = 100.0;

/// What is being read, and what waits for it.
pub struct Reading {
    /// Milliseconds after which other things get their turn.
    turn: f64,
    waiting: RefCell<VecDeque<Files>>,
    is_busy: Cell<bool>,
    /// What the person wants of it.
    wish: Cell<Wish>,
    /// A file that goes when another comes: the sample.
    lone: RefCell<Option<String>>,
}

struct Files {
    files: Vec<(String, Blob)>,
    alone: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Wish {
    ToTheEnd,
    SoFar,
    Nothing,
}

impl Reading {
    pub fn new(turn: f64) -> Reading {
        Reading {
            turn,
            waiting: RefCell::default(),
            is_busy: Cell::new(false),
            wish: Cell::new(Wish::ToTheEnd),
            lone: RefCell::default(),
        }
    }

    /// Whether anything is being read.
    pub fn is_busy(&self) -> bool {
        self.is_busy.get()
    }

    /// Reads these files after those that wait already. `alone`: in the place of all others.
    pub fn open(&self, files: Vec<(String, Blob)>, alone: bool) {
        self.waiting.borrow_mut().push_back(Files { files, alone });
        if !self.is_busy.replace(true) {
            spawn_local(read_all());
        }
    }

    /// Ends the reading with what was read so far.
    pub fn stop(&self) {
        self.wish.set(Wish::SoFar);
    }

    /// Ends the reading and forgets what was read.
    pub fn abandon(&self) {
        self.waiting.borrow_mut().clear();
        if self.is_busy.get() {
            self.wish.set(Wish::Nothing);
        }
    }
}

fn wish() -> Wish {
    with(|engine| engine.reading.wish.get()).unwrap_or(Wish::Nothing)
}

async fn read_all() {
    loop {
        let next = with(|engine| engine.reading.waiting.borrow_mut().pop_front()).flatten();
        let Some(Files { files, alone }) = next else { break };
        with(|engine| engine.reading.wish.set(Wish::ToTheEnd));
        let mut read = Vec::with_capacity(files.len());
        for (name, blob) in files {
            if wish() == Wish::ToTheEnd {
                let capture = file(&name, &blob).await;
                read.push((name, capture));
            }
        }
        if wish() != Wish::Nothing {
            let failure = take(read, alone);
            judge_ahead().await;
            with(|engine| {
                engine.judge();
                if let Some((title, says)) = failure {
                    engine.fail(&title, says);
                }
            });
        }
    }
    with(|engine| engine.reading.is_busy.set(false));
}

/// Puts what could be read into the session; answers what could not.
fn take(read: Vec<(String, Result<Capture, String>)>, alone: bool) -> Option<(String, String)> {
    with(|engine| {
        let mut failure = None;
        for (name, capture) in read {
            match capture {
                Ok(capture) => {
                    let lone = engine.reading.lone.replace(alone.then(|| name.clone()));
                    let mut session = engine.session.borrow_mut();
                    if alone {
                        session.close_files();
                    } else if let Some(lone) = lone {
                        session.close(&lone);
                    }
                    session.add(capture);
                }
                Err(says) => failure = failure.or(Some((format!("{name} cannot be read"), says))),
            }
        }
        failure
    })
    .flatten()
}

/// Judges and tells of one login after the other: the page takes in what it is told while the next is judged.
async fn judge_ahead() {
    let ahead = with(|engine| engine.session.borrow_mut().ahead()).flatten();
    let Some(ahead) = ahead else { return };
    let (mut turns, update) = (Turns::new(), ahead.number);
    let judged = ahead.judge(async |login| {
        if let Some(login) = login.cloned() {
            with(|engine| engine.tell(&Event::Login { update, login }));
        }
        turns.give().await;
    });
    let judged = judged.await;
    with(|engine| engine.session.borrow_mut().know(judged));
}

async fn file(name: &str, blob: &Blob) -> Result<Capture, String> {
    let mut reader = Reader::new(name);
    with(|engine| engine.session.borrow().addresses().for_each(|url| reader.watch(url)));
    let mut progress = Progress { file: name.to_owned(), total: blob.size() as u64, ..Progress::default() };
    let says = |error: JsValue| words(&error);
    let mut source = Source::open(blob).map_err(says)?;
    let mut turns = Turns::new();
    let mut told = 0.0;
    loop {
        let now = Date::now();
        if now - told >= BEAT {
            told = now;
            (progress.entries, progress.logins) = (reader.entries(), reader.logins());
            with(|engine| engine.tell(&Event::Progress(progress.clone())));
        }
        turns.give().await;
        if wish() != Wish::ToTheEnd {
            break;
        }
        let Some(piece) = source.next().await.map_err(says)? else { break };
        let length = piece.length() as usize;
        piece.copy_to(reader.space(length));
        reader.commit(length);
        progress.read += length as u64;
    }
    source.close();
    for range in reader.again() {
        if wish() != Wish::ToTheEnd {
            break;
        }
        let part = blob.slice_with_f64_and_f64(range.start as f64, range.end as f64).map_err(says)?;
        let mut source = Source::open(&part).map_err(says)?;
        while let Some(piece) = source.next().await.map_err(says)? {
            piece.copy_to(reader.space(piece.length() as usize));
            reader.commit(piece.length() as usize);
            turns.give().await;
        }
    }
    reader.finish().map_err(|error| error.says)
}

/// The bytes of a file, piece by piece: while one is looked at, the browser reads the next.
struct Source {
    stream: Stream,
    /// The piece that is being read.
    asked: Option<JsFuture>,
    /// A buffer that is done with, to be read into once more.
    free: Option<ArrayBuffer>,
    /// The buffer of the piece that is looked at.
    held: Option<ArrayBuffer>,
}

enum Stream {
    /// A piece comes in the buffer that is given.
    Byob(ReadableStreamByobReader),
    Plain(ReadableStreamDefaultReader),
}

impl Source {
    fn open(blob: &Blob) -> Result<Source, JsValue> {
        let stream = blob.stream();
        let stream = match ReadableStreamByobReader::new(&stream) {
            Ok(reader) => Stream::Byob(reader),
            Err(_) => Stream::Plain(ReadableStreamDefaultReader::new(&stream)?),
        };
        Ok(Source { stream, asked: None, free: None, held: None })
    }

    async fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        self.free = self.held.take().or(self.free.take());
        let asked = self.asked.take().unwrap_or_else(|| self.ask());
        let answer = asked.await?;
        if Reflect::get(&answer, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        let piece: Uint8Array = Reflect::get(&answer, &"value".into())?.dyn_into()?;
        self.asked = Some(self.ask());
        self.held = Some(piece.buffer());
        Ok(Some(piece))
    }

    fn ask(&mut self) -> JsFuture {
        JsFuture::from(match &self.stream {
            Stream::Byob(reader) => {
                let buffer = self.free.take().unwrap_or_else(|| ArrayBuffer::new(PIECE));
                reader.read_with_array_buffer_view(&Uint8Array::new(&buffer))
            }
            Stream::Plain(reader) => reader.read(),
        })
    }

    /// Lets the browser stop reading. Whether it succeeds does not matter.
    fn close(self) {
        let ended = match &self.stream {
            Stream::Byob(reader) => reader.cancel(),
            Stream::Plain(reader) => reader.cancel(),
        };
        spawn_local(async move {
            drop(JsFuture::from(ended).await);
            if let Some(asked) = self.asked {
                drop(asked.await);
            }
        });
    }
}

/// When others had their turn last, and after how many milliseconds they have the next.
pub struct Turns {
    since: f64,
    length: f64,
}

impl Turns {
    /// Counted from now.
    pub fn new() -> Turns {
        Turns { since: Date::now(), length: with(|engine| engine.reading.turn).unwrap_or_default() }
    }

    /// Gives a turn where it is time for one.
    pub async fn give(&mut self) {
        if Date::now() - self.since >= self.length {
            others().await;
            self.since = Date::now();
        }
    }
}

/// Lets messages and, on the page's own thread, frames have their turn.
async fn others() {
    let promise = Promise::new(&mut |done, _| {
        Timeout::new(0, move || drop(done.call0(&JsValue::NULL))).forget();
    });
    drop(JsFuture::from(promise).await);
}

/// What the browser says of an error.
fn words(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}
