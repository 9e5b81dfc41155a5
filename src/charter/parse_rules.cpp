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
  const std::uint32_t begin = last_end_ - 4;
  r.id = one_word("a short name for the rule, like MN-1");
  r.span = since(begin);
  if (!panic_) cites(r);
  if (!panic_ && !expect(':', "what the rule cites") && (at(Word::owed) || at(Word::immune))) calm();
  if (!panic_) effect(r);
  if (panic_) skip_to_clause();
  if (r.effect != Effect::replaces) clauses(r);
  if (!r.id.missing()) out.rules.push_back(std::move(r));
}

void Parser::cites(syntax::Rule& r) {
  if (accept(Word::cites)) {
    r.cites = names("the source the rule rests on");
  } else if (at(':')) {
    auto& d = out_.error("C0501", r.span, fmt::format("rule {} cites no source", r.id.text),
                         "every rule rests on a text of law");
    d.suggestion = Suggestion{{last_end_, last_end_}, " cites SOURCE", "name the source it rests on: `cites SOURCE`"};
  } else {
    expect(Word::cites, "the name of the rule");
    if (!panic_) r.cites = names("the source the rule rests on");
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
    if (!panic_) r.old_name = name("the name that is replaced");
    expect(Word::with, "the name that is replaced");
    if (!panic_) r.new_name = name("the name that takes its place");
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
    const auto length = duration();
    if (length) c.duration = *length;
  } else if (word == Word::funded) {
    accept(Word::by);
    c.name = one_word("the fund");
  } else if (word == Word::subject) {
    expect(Word::to, "`subject`");
    if (!panic_ && !accept_plain("appropriations")) expected("`appropriations` after `subject to`");
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

// standard S3 "regardless of immigration status": owed independent of immigration
void Parser::standard(syntax::File& out) {
  syntax::Standard s;
  const std::uint32_t begin = last_end_ - 8;
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

void Parser::property(syntax::Standard& s) {
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
    expect(Word::of, "`independent`");
    s.facts = names("a fact");
    s.property = Property::independent;
  } else if (accept(Word::throughout)) {
    s.state = expression();
    s.property = Property::throughout;
  } else if (accept(Word::has)) {
    const auto words = name("`no interior gap`");
    if (!panic_ && words.text != "no interior gap" && words.text != "no interior hole")
      suggest(out_.error("C0206", words.span, "expected `no interior gap` after `has`"), words.span, "no interior gap");
    s.property = Property::no_hole;
  } else if (accept(Word::includes)) {
    s.services = service_paths();
    s.property = Property::includes;
  } else {
    expected("`independent of`, `throughout`, `has no interior gap` or `includes`");
  }
}

}  // namespace nwd::charter
