//! State, and what follows from it: signals that hold their values behind one type, so that each further kind of value
//! costs the wasm next to nothing.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

/// What a value must be able to do to be held. The default stands in only where a value of another type was found, which
/// the types here rule out.
pub trait Value: Clone + Default + PartialEq + Send + Sync + 'static {}

impl<T: Clone + Default + PartialEq + Send + Sync + 'static> Value for T {}

trait Content: Any + Send + Sync {
    fn is_same(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<T: Any + PartialEq + Send + Sync> Content for T {
    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A value of any type, to be compared with others.
#[derive(Clone)]
pub struct Held(Arc<dyn Content>);

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        self.0.is_same((*other.0).as_any())
    }
}

impl Held {
    pub fn new<T: Any + PartialEq + Send + Sync>(value: T) -> Held {
        Held(Arc::new(value))
    }

    fn with<T: Value, U>(&self, read: impl FnOnce(&T) -> U) -> U {
        match (*self.0).as_any().downcast_ref() {
            Some(value) => read(value),
            None => read(&T::default()),
        }
    }
}

/// A value that is set.
pub struct State<T>(RwSignal<Held>, PhantomData<fn() -> T>);

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T: Value> State<T> {
    pub fn new(value: T) -> State<T> {
        State(state(Held::new(value)), PhantomData)
    }

    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }

    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        now(self.0).with(read)
    }

    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        unseen(self.0).with(read)
    }

    pub fn set(&self, value: T) {
        put(self.0, Held::new(value));
    }

    pub fn update(&self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

impl State<bool> {
    /// Turns it over.
    pub fn toggle(&self) {
        self.set(!self.get_untracked());
    }
}

/// A value that follows from others; what reads it is told only when it has become another one.
pub struct Derived<T>(Memo<Held>, PhantomData<fn() -> T>);

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: Value> Derived<T> {
    pub fn new(follow: impl Fn() -> T + Send + Sync + 'static) -> Derived<T> {
        Derived(derived(Box::new(move || Held::new(follow()))), PhantomData)
    }

    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }

    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.0.get().with(read)
    }

    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.0.get_untracked().with(read)
    }
}

#[inline(never)]
fn state(value: Held) -> RwSignal<Held> {
    RwSignal::new(value)
}

#[inline(never)]
fn now(signal: RwSignal<Held>) -> Held {
    signal.get()
}

#[inline(never)]
fn unseen(signal: RwSignal<Held>) -> Held {
    signal.get_untracked()
}

#[inline(never)]
fn put(signal: RwSignal<Held>, value: Held) {
    signal.set(value);
}

#[inline(never)]
fn derived(follow: Box<dyn Fn() -> Held + Send + Sync>) -> Memo<Held> {
    Memo::new(move |_| follow())
}
