#include <fmt/format.h>

#include "base/text.h"
#include "charter/parser.h"
#include "charter/spelling.h"

namespace nwd::charter {

using syntax::Effect;
using syntax::Property;

// rule MN-2 cites NWD: owed housing, case management  to minor, start identified, while needs
void Parser::rule(syntax::File& out) {
  syntax::Rule r;
  const std::uint32_t begin = declaration_begin_;
  r.id = one_word("a short name for the rule, like MN-1");
  r.span = since(begin);
  if (!panic_) sources_cited("rule " + r.id.text, r.span, r.cites);
  if (!panic_ && !expect(':', "what the rule cites") && (at(Word::owed) || at(Word::immune))) calm();
  if (!panic_) effect(r);
  if (panic_) skip_to_clause();
  if (r.effect != Effect::replaces) clauses(r);
  if (!r.id.missing()) out.rules.push_back(std::move(r));
}

// `what` is "rule MN-2" or "provision S26".
void Parser::sources_cited(const std::string& what, Span span, std::vector<syntax::Name>& out) {
  const auto kind = what.substr(0, what.find(' '));
  if (accept(Word::cites)) {
    out = names(fmt::format("the source the {} rests on", kind));
  } else if (at(':')) {
    auto& d =
        out_.error("C0501", span, what + " cites no source", fmt::format("every {} rests on a text of law", kind));
    d.suggestion = Suggestion{{last_end_, last_end_}, " cites SOURCE", "name the source it rests on: `cites SOURCE`"};
  } else {
    expect(Word::cites, fmt::format("the name of the {}", kind));
    if (!panic_) out = names(fmt::format("the source the {} rests on", kind));
  }
}

void Parser::effect(syntax::Rule& r) {
  if (accept(Word::owed)) {
    r.services = service_paths();
    r.effect = Effect::owed;
  } else if (accept(Word::immune)) {
    expect(Word::from, "`immune`");
    if (!panic_) r.immunity = phrase("what the person is immune from");
    r.effect = Effect::immune;
  } else if (accept(Word::in)) {
    r.effect = Effect::replaces;
    r.amended = one_word("the rule that is amended");
    expect(Word::replaces, "the amended rule");
    if (!panic_) r.old_name = measure("the name that is replaced");
    expect(Word::with, "the name that is replaced");
    if (!panic_) r.new_name = measure("the name that takes its place");
  } else {
    static constexpr std::string_view known[] = {"owed", "immune"};
    auto* d = expected("what the rule does: `owed`, `immune from` or `in RULE replaces`");
    const auto meant = peek().kind == TokenKind::word ? closest(spelt(peek()), known) : std::nullopt;
    if (d == nullptr || !meant) return;
    suggest(*d, peek().span, std::string(*meant));
  }
  if (panic_) r.effect = Effect::missing;
}

void Parser::clauses(syntax::Rule& r) {
  while (!out_.full()) {
    const bool comma = accept(',');
    if (at_declaration() && !comma) return;
    const Word word = clause_word();
    if (word != Word::plain) clause(word, r);
    if (panic_) skip_to_clause();
    if (at_declaration()) return;
  }
}

Word Parser::clause_word() {
  static constexpr std::string_view known[] = {"to",  "when",   "while", "start",  "until",
                                               "for", "unless", "keyed", "funded", "subject"};
  const bool clause = begins_clause(peek().word) && peek().word >= Word::to && peek().word <= Word::subject;
  if (clause) return take().word;
  auto* d = expected(
      "a clause: `to`, `when`, `while`, `start`, `until`, `for`, `unless`, `keyed by`, `funded` or `subject to`");
  if (d == nullptr) return Word::plain;
  const auto meant = peek().kind == TokenKind::word ? closest(spelt(peek()), known) : std::nullopt;
  const Span span = peek().span;
  if (!at_declaration()) take();
  if (!meant) return Word::plain;
  d->span = span;
  d->label.clear();
  suggest(*d, span, std::string(*meant));
  calm();
  return word_of(*meant);
}

void Parser::clause(Word word, syntax::Rule& r) {
  syntax::Clause c;
  c.word = word;
  const std::uint32_t begin = last_end_ - static_cast<std::uint32_t>(spelling(word).size());
  if (word == Word::for_) {
    if (at_name())
      c.name = measure("the name of a parameter");
    else if (const auto length = duration())
      c.duration = *length;
  } else if (word == Word::funded) {
    accept(Word::by);
    c.name = one_word("the fund");
  } else if (word == Word::subject) {
    to_appropriations();
  } else if (word == Word::keyed) {
    expect(Word::by, "`keyed`");
    if (!panic_) c.is = moment();
  } else if (word == Word::start || word == Word::until) {
    c.is = moment();
  } else {
    c.is = expression();
  }
  c.span = since(begin);
  if (panic_ && c.is) c.is->form = syntax::Form::missing;
  r.clauses.push_back(std::move(c));
}

void Parser::to_appropriations() {
  expect(Word::to, "`subject`");
  if (!panic_ && !accept_plain("appropriations")) expected("`appropriations` after `subject to`");
}

// provision S26 cites ACT: shall "keep a fund for survivors", subject to appropriations
void Parser::provision(syntax::File& out) {
  syntax::Provision p;
  const std::uint32_t begin = declaration_begin_;
  p.standard = one_word("the standard that the provision answers, like S26");
  if (!panic_) sources_cited(fmt::format("provision {}", p.standard.text), since(begin), p.cites);
  expect(':', "what the provision cites");
  p.shall = !panic_ && accept_plain("shall");
  if (!panic_ && !p.shall && !accept_plain("may")) expected("`shall` or `may`, as the text of the source has it");
  if (!panic_) p.text = quoted("what the text says");
  if (!panic_ && at(',') && peek(1).word == Word::subject) accept(',');
  if (!panic_ && accept(Word::subject)) {
    to_appropriations();
    p.subject_to_appropriations = true;
  }
  p.span = since(begin);
  if (!panic_) out.provisions.push_back(std::move(p));
}

// standard S3 "regardless of immigration status": owed independent of immigration
void Parser::standard(syntax::File& out) {
  syntax::Standard s;
  const std::uint32_t begin = declaration_begin_;
  s.id = one_word("a short name for the standard, like S3");
  s.title = quoted("what the standard says, in words,");
  expect(':', "the title of the standard");
  const std::uint32_t from = peek().span.begin;
  if (!panic_) property(s);
  if (panic_) s.property = Property::missing;
  s.span = since(begin);
  s.text = std::string(text_.substr(from, since(from).end - from));
  if (!s.id.missing()) out.standards.push_back(std::move(s));
}

void Parser::subject_of(syntax::Standard& s) {
  if (accept(Word::immune)) {
    expect(Word::from, "`immune`");
    if (!panic_) s.immunity = phrase("what the person is immune from");
  } else if (accept(Word::owed)) {
    s.about_owed = true;
    if (at_name()) s.service = service_path();
  } else {
    expected("`owed` or `immune from`");
  }
}

// independent of immigration, cooperates while [identified, recovered)      independent of every fact of its own
void Parser::independence(syntax::Standard& s) {
  s.property = Property::independent;
  expect(Word::of, "`independent`");
  if (!panic_ && accept(Word::every)) {
    s.own_facts = accept(Word::fact) && accept(Word::of) && accept_plain("its") && accept_plain("own");
    if (!s.own_facts) expected("`every fact of its own`");
  } else if (!panic_) {
    s.facts = names("a fact");
  }
  if (!panic_ && accept(Word::while_)) s.among = expression();
}

void Parser::lacking(syntax::Standard& s) {
  const auto words = name("`no interior gap` or `no exclusion`");
  s.property = words.text == "no exclusion" ? Property::no_exclusion : Property::no_hole;
  if (!panic_ && s.property == Property::no_hole && words.text != "no interior gap" && words.text != "no interior hole")
    suggest(out_.error("C0206", words.span, "expected `no interior gap` or `no exclusion` after `has`"), words.span,
            "no interior gap");
}

void Parser::property(syntax::Standard& s) {
  if (accept_plain("provided")) {
    s.property = Property::provided;
    return;
  }
  if (accept(Word::always)) {
    s.state = expression();
    expect(Word::implies, "the state");
    s.property = Property::implies;
    if (!panic_) subject_of(s);
    return;
  }
  subject_of(s);
  if (panic_) return;
  if (accept(Word::independent)) {
    independence(s);
  } else if (accept(Word::throughout)) {
    s.state = expression();
    s.property = Property::throughout;
  } else if (accept(Word::has)) {
    lacking(s);
  } else if (accept(Word::not_)) {
    if (expect(Word::subject, "`not`")) to_appropriations();
    s.property = Property::unconditional;
  } else if (accept(Word::includes)) {
    s.services = service_paths();
    s.property = Property::includes;
  } else {
    expected(
        "`independent of`, `throughout`, `includes`, `has no interior gap`, `has no exclusion` or `not subject to`");
  }
}

}  // namespace nwd::charter
