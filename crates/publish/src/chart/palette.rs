//! How answers look: warm before the line, teal after it, stronger with distance, and told apart without colour by their
//! side, their order, their texture and their numbers.

/// The look of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub class: &'static str,
    pub fill: &'static str,
    /// Class and colour of a number on it.
    pub ink_class: &'static str,
    pub ink: &'static str,
    pub texture: Texture,
}

/// What lies over the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texture {
    None,
    /// Slanting lines: not favourable.
    Weave,
    /// Dots: the outermost of three and more on a side.
    Dots,
}

const DARK: &str = "#1c2628";
const LIGHT: &str = "#ffffff";

const fn look(
    class: &'static str,
    fill: &'static str,
    ink_class: &'static str,
    ink: &'static str,
    texture: Texture,
) -> Look {
    Look {
        class,
        fill,
        ink_class,
        ink,
        texture,
    }
}

/// By distance from the line.
const UNFAVOURABLE: [Look; 3] = [
    look("un1", "#e0b583", "on-un1", DARK, Texture::Weave),
    look("un2", "#9a4a12", "on-un2", LIGHT, Texture::Weave),
    look("un2", "#9a4a12", "on-un2", LIGHT, Texture::Dots),
];
const FAVOURABLE: [Look; 3] = [
    look("fa1", "#8ccbc1", "on-fa1", DARK, Texture::None),
    look("fa2", "#0b7a6f", "on-fa2", LIGHT, Texture::None),
    look("fa2", "#0b7a6f", "on-fa2", LIGHT, Texture::Dots),
];
const MIDDLE: Look = look("mid", "#d8d5ca", "on-mid", DARK, Texture::None);

/// One option in its place along the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Its place in the table.
    pub option: usize,
    pub favourable: bool,
    pub look: Look,
}

/// The options from least to most favourable. An item whose options begin with the favourable ones is turned round.
pub(super) fn place(favourable: &[bool]) -> Vec<Placed> {
    let turned = favourable.first() == Some(&true) && favourable.last() == Some(&false);
    let mut options: Vec<usize> = (0..favourable.len()).collect();
    if turned {
        options.reverse();
    }
    let (after, mut before): (Vec<usize>, Vec<usize>) =
        options.into_iter().partition(|option| favourable[*option]);
    let middle = favourable.len() / 2;
    // The middle of an odd number of options is neither: grey, when it stands next to the line.
    let neither = before.pop_if(|last| favourable.len() % 2 == 1 && favourable.len() > 1 && *last == middle);
    let count = before.len();
    let mut placed: Vec<Placed> = Vec::with_capacity(favourable.len());
    for (index, option) in before.into_iter().enumerate() {
        let look = UNFAVOURABLE[strength(count - 1 - index, count)];
        placed.push(Placed {
            option,
            favourable: false,
            look,
        });
    }
    placed.extend(neither.map(|option| Placed {
        option,
        favourable: false,
        look: MIDDLE,
    }));
    let count = after.len();
    for (index, option) in after.into_iter().enumerate() {
        placed.push(Placed {
            option,
            favourable: true,
            look: FAVOURABLE[strength(index, count)],
        });
    }
    placed
}

/// A lone answer is strong; two are pale and strong; more are spread over three.
fn strength(distance: usize, count: usize) -> usize {
    match count {
        0 | 1 => 1,
        2 => distance,
        _ => distance * 2 / (count - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(favourable: &[bool]) -> String {
        let dots = |placed: &Placed| {
            if placed.look.texture == Texture::Dots {
                "dots"
            } else {
                ""
            }
        };
        let shown: Vec<String> = place(favourable)
            .iter()
            .map(|placed| format!("{}{}{}", placed.option, placed.look.class, dots(placed)))
            .collect();
        shown.join(" ")
    }

    #[test]
    fn options_of_two_to_seven_run_from_warm_to_teal() {
        assert_eq!(placed(&[false, true]), "0un2 1fa2");
        assert_eq!(placed(&[false, false, true]), "0un2 1mid 2fa2");
        assert_eq!(placed(&[false, false, true, true]), "0un2 1un1 2fa1 3fa2");
        assert_eq!(
            placed(&[false, false, false, true, true]),
            "0un2 1un1 2mid 3fa1 4fa2"
        );
        assert_eq!(
            placed(&[false, false, false, true, true, true]),
            "0un2dots 1un2 2un1 3fa1 4fa2 5fa2dots"
        );
        assert_eq!(
            placed(&[false, false, false, false, true, true, true]),
            "0un2dots 1un2 2un1 3mid 4fa1 5fa2 6fa2dots"
        );
    }

    #[test]
    fn options_that_begin_with_the_favourable_are_turned_round() {
        assert_eq!(placed(&[true, true, false, false]), "3un2 2un1 1fa1 0fa2");
        assert_eq!(
            placed(&[true, true, false, false, false]),
            "4un2 3un1 2mid 1fa1 0fa2"
        );
    }

    #[test]
    fn only_one_favourable_of_five_leaves_nothing_grey() {
        assert_eq!(
            placed(&[false, false, false, false, true]),
            "0un2dots 1un2 2un1 3un1 4fa2"
        );
    }

    #[test]
    fn favourable_in_the_middle_is_gathered_after_the_line() {
        assert_eq!(placed(&[false, true, false]), "0un2 2un1 1fa2");
    }

    #[test]
    fn all_or_none_favourable_stays_on_one_side() {
        assert_eq!(placed(&[true, true]), "0fa1 1fa2");
        assert_eq!(placed(&[false, false]), "0un2 1un1");
        assert_eq!(placed(&[]), "");
    }
}
