#include <fmt/format.h>

#include "charter/parser.h"
#include "charter/spelling.h"

namespace nwd::charter {

using syntax::FactShape;

syntax::File Parser::file() {
  syntax::File out;
  while (peek().kind != TokenKind::end && !out_.full()) {
    declaration_begin_ = peek().span.begin;
    out.declarations.push_back(declaration_begin_);
    const Word word = declaration_word();
    if (word != Word::plain) declaration(word, out);
    if (!panic_ && peek().first_on_line) continue;  // a declaration, or a misspelt one
    if (!at_declaration()) expected("the next declaration on a line of its own");
    skip_to_declaration();
  }
  out.tokens = std::move(all_);
  return out;
}

// The word that begins a declaration, or the one that was probably meant.
Word Parser::declaration_word() {
  static constexpr std::string_view known[] = {"charter",   "library",  "calendar",  "source", "fact",
                                               "service",   "fund",     "parameter", "state",  "rule",
                                               "provision", "standard", "example"};
  if (at_declaration()) return take().word;
  auto* d = expected(
      "a declaration: `source`, `fact`, `service`, `fund`, `parameter`, `state`, `rule`, `provision`, `standard` or "
      "`example`");
  const auto meant = peek().kind == TokenKind::word ? closest(spelt(peek()), known) : std::nullopt;
  if (d == nullptr || !meant) return Word::plain;
  d->span = peek().span;
  d->label = found();
  suggest(*d, peek().span, std::string(*meant));
  take();
  calm();
  return word_of(*meant);
}

void Parser::declaration(Word word, syntax::File& out) {
  switch (word) {
    case Word::charter: return header(out, false);
    case Word::library: return header(out, true);
    case Word::calendar: return calendar(out);
    case Word::source: return source(out);
    case Word::fact: return fact(out);
    case Word::service: return service(out);
    case Word::fund: return fund(out);
    case Word::parameter: return parameter(out);
    case Word::state: return state(out);
    case Word::rule: return rule(out);
    case Word::provision: return provision(out);
    case Word::standard: return standard(out);
    default: return example(out);
  }
}

void Parser::header(syntax::File& out, bool library) {
  const std::uint32_t begin = declaration_begin_;
  const bool again = !out.id.missing();
  auto id = one_word(library ? "a short name for the library" : "a short name for the charter, like MN");
  auto title = quoted(library ? "the title of the library" : "the title of the charter");
  if (again) {
    auto& d = out_.error("C0204", since(begin), "a file holds one charter", "a second one begins here");
    d.related.push_back({out.header, "the first begins here"});
    return;
  }
  out.library = library;
  out.id = std::move(id);
  out.title = std::move(title);
  out.header = since(begin);
}

// calendar gregorian, feb29 becomes mar1
void Parser::calendar(syntax::File& out) {
  const std::uint32_t begin = declaration_begin_;
  if (!accept_plain("gregorian")) expected("`gregorian`, the one calendar there is");
  expect(',', "the calendar");
  if (!accept_plain("feb29")) expected("`feb29 becomes mar1` or `feb29 becomes feb28`");
  expect(Word::becomes, "`feb29`");
  syntax::Rounding rounding = syntax::Rounding::unstated;
  if (accept_plain("mar1"))
    rounding = syntax::Rounding::up;
  else if (accept_plain("feb28"))
    rounding = syntax::Rounding::down;
  else
    expected("`mar1` or `feb28`");
  if (out.rounding != syntax::Rounding::unstated)
    out_.error("C0204", since(begin), "the calendar is stated twice").related.push_back({out.calendar, "first here"});
  out.rounding = rounding;
  out.calendar = since(begin);
}

// source Y24 "2016 amendment" in force from 2016-07-01 until 2020-01-01 applies to conduct on or after 2016-07-01
void Parser::source(syntax::File& out) {
  syntax::Source s;
  const std::uint32_t begin = declaration_begin_;
  s.id = one_word("a short name for the source, like DEL");
  s.citation = quoted("the citation of the source");
  if (expect(Word::in, "the citation")) {
    if (!accept_plain("force")) expected("`force` after `in`");
    expect(Word::from, "`in force`");
    s.from = day("the first day the source is in force");
    if (accept(Word::until)) s.until = day("the first day the source is no longer in force");
  }
  if (!panic_ && accept_plain("applies")) {
    expect(Word::to, "`applies`");
    if (!accept_plain("conduct")) expected("`conduct` after `applies to`");
    expect(Word::on, "`conduct`");
    expect(Word::or_, "`on`");
    expect(Word::after, "`on or`");
    s.conduct_from = day("the first day of conduct the source applies to");
  }
  s.span = since(begin);
  if (!s.id.missing()) out.sources.push_back(std::move(s));
}

// fact born: Date        fact immigration: one of citizen, visa, none, sensitive
void Parser::fact(syntax::File& out) {
  syntax::Fact f;
  f.self.name = name("the name of a fact");
  expect(':', "the name of a fact");
  if (!panic_) shape(f.self, &f.fields);
  if (!panic_ && (accept_plain("sensitive") || (at(',') && spelt(peek(1)) == "sensitive" && accept(',')))) {
    accept_plain("sensitive");
    f.sensitive = true;
  }
  if (panic_) f.self.shape = FactShape::missing;
  if (!f.self.name.missing()) out.facts.push_back(std::move(f));
}

// Whether the comma ahead ends the words of a choice, as another field begins: `, issued: Date`.
bool Parser::field_follows() const {
  std::size_t ahead = 1;
  const auto goes_on = [&] {
    const Token& token = peek(ahead);
    return token.kind == TokenKind::word && token.word == Word::plain && (ahead == 1 || !token.first_on_line);
  };
  while (ahead < 8 && goes_on()) ++ahead;
  return ahead > 1 && at(':', ahead);
}

void Parser::shape(syntax::Field& out, std::vector<syntax::Field>* fields) {
  if (accept_plain("Date")) {
    out.shape = accept('?') ? FactShape::maybe_date : FactShape::date;
  } else if (fields != nullptr && accept_plain("State")) {
    out.shape = accept(Word::for_) || accept(Word::of) ? FactShape::state_per_service : FactShape::state;
    if (out.shape == FactShape::state_per_service && !(accept_plain("each") && accept(Word::service)))
      expected("`for each service` after `State`");
  } else if (accept_plain("one")) {
    expect(Word::of, "`one`");
    do {
      out.choices.push_back(name("a value"));
    } while (!panic_ && at(',') && spelt(peek(1)) != "sensitive" && !field_follows() && accept(','));
    out.shape = FactShape::choice;
  } else if (fields != nullptr && accept_plain("many")) {
    expect('{', "`many`");
    do {
      syntax::Field field;
      field.name = name("the name of a field");
      expect(':', "the name of a field");
      if (!panic_) shape(field, nullptr);
      fields->push_back(std::move(field));
      accept(',');
    } while (!panic_ && at_name());
    expect('}', "the fields");
    out.shape = FactShape::list;
  } else {
    static constexpr std::string_view known[] = {"Date", "State", "one", "many"};
    auto* d = expected(fields != nullptr
                           ? "a type: `Date`, `Date?`, `State`, `State for each service`, `one of ...` or `many {...}`"
                           : "the type of a field: `Date`, `Date?` or `one of ...`");
    if (const auto meant = closest(spelt(peek()), known); d != nullptr && meant)
      suggest(*d, peek().span, std::string(*meant));
  }
  if (panic_) out.shape = FactShape::missing;
}

// service housing > emergency, transitional, permanent
void Parser::service(syntax::File& out) {
  syntax::ServiceLine line;
  std::vector<syntax::Name> last;
  do {
    if (!last.empty()) line.path.push_back(std::move(last[0]));
    last = names("the name of a service");
    if (last.size() > 1) break;
  } while (!panic_ && accept('>'));
  line.children = std::move(last);
  if (!panic_) out.services.push_back(std::move(line));
}

// fund SH "Safe Harbor appropriation" pays 125.50 USD a day for emergency, 40.00 a day for case management
void Parser::fund(syntax::File& out) {
  syntax::Fund f;
  f.id = one_word("a short name for the fund");
  f.title = quoted("the title of the fund");
  if (!panic_ && accept_plain("pays")) {
    do {
      price(f);
    } while (!panic_ && accept(','));
  }
  if (!f.id.missing()) out.funds.push_back(std::move(f));
}

// 125.50 USD a day for emergency before 2025-01-01
void Parser::price(syntax::Fund& f) {
  syntax::Price p;
  const std::uint32_t begin = peek().span.begin;
  p.a_day = money();
  if (!panic_ && at_name() && !at_plain("a")) p.currency = one_word("a currency");
  if (!panic_ && !(accept_plain("a") && accept_plain("day") && accept(Word::for_)))
    expected("`a day for` and a service");
  if (!panic_) p.service = service_path();
  if (!panic_) p.dates = dates(f.prices.empty() ? std::nullopt : f.prices.back().dates.until);
  p.span = since(begin);
  if (!panic_) f.prices.push_back(std::move(p));
}

std::optional<Cents> Parser::money() {
  if (peek().kind != TokenKind::number) {
    expected("a price, like 125.50");
    return std::nullopt;
  }
  const Span span = peek().span;
  const auto cents = parse_cents(spelt(take()));
  if (!cents || *cents > max_price)
    out_.error("C0106", span, "a price has at most two digits after the point, and is at most a million");
  return cents;
}

// state minor = before born + 18 years
void Parser::state(syntax::File& out) {
  syntax::State s;
  s.name = name("the name of a state");
  expect('=', "the name of a state");
  s.is = panic_ ? std::make_unique<syntax::Expression>() : expression();
  if (!s.name.missing()) out.states.push_back(std::move(s));
}

}  // namespace nwd::charter
