//! Checklists become part of the report.

use super::words::provider_name;
use super::{ChecklistCounts, ChecklistItem, ChecklistReport, FlowReport, Report};
use crate::checklist::{self, Checked, Checklist, Login, State};
use crate::config::ClientConfig;
use crate::provider::UNKNOWN;

/// The lists of all clients.
pub fn checklists<'a>(
    logins: Vec<Login<'a>>,
    clients: &'a [ClientConfig],
) -> impl Iterator<Item = ChecklistReport> + use<'a> {
    checklist::of(&logins, clients).map(move |list| report(list, &logins))
}

fn report(list: Checklist, logins: &[Login<'_>]) -> ChecklistReport {
    let seen = list.checked.iter().find_map(|checked| checked.login);
    let login = logins.iter().find(|login| Some(login.index) == seen);
    let items: Vec<ChecklistItem> = list.checked.into_iter().map(|checked| item(checked, logins)).collect();
    ChecklistReport {
        client: list.client,
        client_id: list.client_id,
        provider: list.provider.id.to_owned(),
        provider_name: match login {
            Some(login) => provider_name(login.flow),
            None if list.provider.id == UNKNOWN.id => "an unknown provider".to_owned(),
            None => list.provider.name.to_owned(),
        },
        counts: counts(&items),
        items,
    }
}

fn item(checked: Checked, logins: &[Login<'_>]) -> ChecklistItem {
    let login = checked.login.and_then(|index| logins.iter().find(|login| login.index == index));
    ChecklistItem {
        id: checked.item.id.into(),
        area: checked.item.area.id().into(),
        area_says: checked.item.area.label().into(),
        title: checked.item.title.into(),
        state: checked.state.id().into(),
        says: checked.says,
        at_provider: checked.at_provider,
        flow: login.map(|login| login.id.to_owned()),
    }
}

fn counts(items: &[ChecklistItem]) -> ChecklistCounts {
    let of = |state: State| items.iter().filter(|item| item.state == state.id()).count();
    ChecklistCounts {
        passed: of(State::Passed),
        failed: of(State::Failed),
        cannot_tell: of(State::CannotTell),
        by_hand: of(State::ByHand),
    }
}

/// Takes the lists of a report that joins another, whose logins are counted from `offset` on. Of one client's two lists the
/// graver state of each point stays, and what was seen outranks what was not.
pub fn join(all: &mut Report, lists: Vec<ChecklistReport>, offset: usize) {
    for mut list in lists {
        for item in &mut list.items {
            let number = item.flow.as_deref().and_then(|id| id.strip_prefix("flow-")?.parse::<usize>().ok());
            item.flow = number.map(|number| FlowReport::id_at(number + offset - 1));
        }
        let same = |known: &&mut ChecklistReport| {
            known.client == list.client
                && known.client_id == list.client_id
                && known.provider == list.provider
        };
        let Some(known) = all.checklist.iter_mut().find(same) else {
            all.checklist.push(list);
            continue;
        };
        for item in list.items {
            match known.items.iter_mut().find(|own| own.id == item.id) {
                Some(own) if weight(&item) > weight(own) => *own = item,
                Some(_) => {}
                None => known.items.push(item),
            }
        }
        known.items.sort_by_key(|item| std::cmp::Reverse(place(item)));
        known.counts = counts(&known.items);
    }
}

fn weight(item: &ChecklistItem) -> u8 {
    [State::ByHand, State::CannotTell, State::Passed, State::Failed]
        .iter()
        .position(|state| state.id() == item.state)
        .unwrap_or_default() as u8
}

fn place(item: &ChecklistItem) -> u8 {
    [State::ByHand, State::Passed, State::CannotTell, State::Failed]
        .iter()
        .position(|state| state.id() == item.state)
        .unwrap_or_default() as u8
}
