//! A large file goes into the reader, piece by piece: another thread reads ahead, and this one, too, whenever what it needs
//! next is not there yet. Knows files, not captures.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

/// Bytes that are read at once.
const ROOM: usize = 512 << 10;
/// Rooms that the other thread has, and this one.
const ROOMS: (usize, usize) = (4, 1);

/// What was read of a file at one go. A short one is the last.
struct Piece {
    number: u64,
    room: Vec<u8>,
    length: usize,
}

/// The pieces of a file that nobody has taken yet.
struct Untaken<'a> {
    file: &'a File,
    next: AtomicU64,
}

impl Untaken<'_> {
    fn take(&self, mut room: Vec<u8>) -> io::Result<Piece> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let (start, mut length) = (number * ROOM as u64, 0);
        while let Some(rest) = room.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match read_at(self.file, rest, start + length as u64) {
                Ok(0) => break,
                Ok(bytes) => length += bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Piece { number, room, length })
    }
}

/// Gives the bytes of a file to `each`, in their order.
pub fn read(file: &File, each: impl FnMut(&[u8])) -> io::Result<()> {
    let untaken = Untaken { file, next: AtomicU64::new(0) };
    let (give_back, empty) = mpsc::channel();
    let (hand_over, full) = mpsc::channel();
    for _ in 0..ROOMS.0 {
        let _ = give_back.send(vec![0; ROOM]);
    }
    std::thread::scope(|scope| {
        let untaken = &untaken;
        scope.spawn(move || {
            for room in empty {
                let piece = untaken.take(room);
                let goes_on = piece.as_ref().is_ok_and(|piece| piece.length == ROOM);
                if hand_over.send(piece).is_err() || !goes_on {
                    break;
                }
            }
        });
        in_order(untaken, (give_back, full), each)
    })
}

fn in_order(
    untaken: &Untaken<'_>,
    (give_back, full): (Sender<Vec<u8>>, Receiver<io::Result<Piece>>),
    mut each: impl FnMut(&[u8]),
) -> io::Result<()> {
    let mut own = vec![vec![0; ROOM]; ROOMS.1];
    let mut early: Vec<Piece> = Vec::new();
    for number in 0.. {
        let piece = loop {
            while let Ok(piece) = full.try_recv() {
                early.push(piece?);
            }
            if let Some(place) = early.iter().position(|piece| piece.number == number) {
                break early.swap_remove(place);
            }
            early.push(match own.pop() {
                Some(room) => untaken.take(room)?,
                // The other thread is at it.
                None => full.recv().map_err(io::Error::other)??,
            });
        };
        each(piece.room.get(..piece.length).unwrap_or_default());
        if piece.length < ROOM {
            break;
        }
        if own.len() < ROOMS.1 {
            own.push(piece.room);
        } else {
            let _ = give_back.send(piece.room);
        }
    }
    Ok(())
}

#[cfg(unix)]
fn read_at(file: &File, room: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, room, at)
}

#[cfg(windows)]
fn read_at(file: &File, room: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, room, at)
}
