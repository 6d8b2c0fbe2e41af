//! What a guide says to one person.

use super::Guide;
use super::test::{holds, matched, wanted};
use crate::answer::Value;
use crate::step::{Stands, Walked};
use crate::words::words;
use jiff::civil::Date;
use protocol::booking::Words;
use protocol::guide::{Advice, AdviceLog, Advised, Case, Declined, Ground, Scheme, Test};
use protocol::tree::{Answered, Answers};

impl Guide {
    /// Every scheme, as usable, perhaps usable or not, each with the answers that make it so; none as long as the tree
    /// has a question to ask. `today` is the day that counts for ages.
    pub fn advise(&self, answers: &Answers, today: Date) -> Option<Advice> {
        let Walked { answered, values, stands: Stands::Ended(outcome) } = self.tree.walk(answers, today) else {
            return None;
        };
        let person = Person { guide: self, answered: &answered, values: &values };
        let (mut usable, mut perhaps, mut others) = (vec![], vec![], vec![]);
        for scheme in &self.wire.schemes {
            let met =
                |cases: &[Case]| cases.iter().find(|case| person.meets(case)).map(|case| person.grounds(&case.all));
            match (met(&scheme.when), met(&scheme.perhaps)) {
                (Some(because), _) => usable.push(advised(scheme, because)),
                (None, Some(because)) => perhaps.push(advised(scheme, because)),
                (None, None) => others.push(person.declined(scheme)),
            }
        }
        let ids = |told: &[Advised]| told.iter().map(|told| told.scheme.clone()).collect();
        let log = AdviceLog {
            tree: self.tree.id().clone(),
            version: self.tree.version(),
            outcome: outcome.id.clone(),
            usable: ids(&usable),
            perhaps: ids(&perhaps),
        };
        Some(Advice { outcome: outcome.clone(), usable, perhaps, others, log, answered })
    }
}

/// The answers of one person.
struct Person<'a> {
    guide: &'a Guide,
    answered: &'a [Answered],
    values: &'a [Value],
}

impl Person<'_> {
    fn answer(&self, test: &Test) -> Option<(&Answered, &Value)> {
        self.answered.iter().zip(self.values).find(|(answered, _)| answered.question == test.question)
    }

    fn passes(&self, test: &Test) -> bool {
        self.answer(test).is_some_and(|(_, value)| holds(test, value))
    }

    fn meets(&self, case: &Case) -> bool {
        case.all.iter().all(|test| self.passes(test))
    }

    /// By the case of which the fewest tests fail; of those the first.
    fn declined(&self, scheme: &Scheme) -> Declined {
        let failing =
            |case: &Case| -> Vec<Test> { case.all.iter().filter(|test| !self.passes(test)).cloned().collect() };
        let nearest = scheme.when.iter().chain(&scheme.perhaps).map(failing).min_by_key(Vec::len);
        let because = self.grounds(&nearest.unwrap_or_default());
        Declined { scheme: scheme.id.clone(), name: scheme.name.clone(), because }
    }

    fn grounds(&self, tests: &[Test]) -> Vec<Ground> {
        tests.iter().filter_map(|test| self.ground(test)).collect()
    }

    fn ground(&self, test: &Test) -> Option<Ground> {
        let question = self.guide.tree.question(&test.question)?;
        let answer = self.answer(test).map(|(answered, value)| matched(test, question, value, &answered.words));
        let (ask, wants) = (question.ask.clone(), wanted(test, question));
        Some(Ground { question: question.id.clone(), ask, answer, wants })
    }
}

fn advised(scheme: &Scheme, because: Vec<Ground>) -> Advised {
    let Scheme { id, name, about, place, bring, online, my_number, .. } = scheme.clone();
    Advised { scheme: id, name, about, place, bring, online, guidance: my_number.then(guidance_only), because }
}

fn guidance_only() -> Words {
    words(
        "申請には個人番号（マイナンバー）が要ります。ここでは案内だけをします。番号は言わないで、書かないでください。",
        "{申|もう}しこむときに マイナンバーが いります。ここでは {説明|せつめい}だけです。マイナンバーは {言|い}わないで ください。\
         {書|か}かないで ください。",
        "The application needs your My Number (Individual Number). Here you get guidance only: please do not say or enter \
         the number.",
    )
}
