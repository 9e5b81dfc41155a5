// expression = operand { and operand } | operand { or operand }, never the two mixed without parentheses: a reader
// aloud hears no precedence.
#include <fmt/format.h>

#include "charter/parser.h"

namespace nwd::charter {

using syntax::ExpressionPtr;
using syntax::Form;

ExpressionPtr Parser::make(Form form, std::uint32_t begin) {
  auto out = std::make_unique<syntax::Expression>();
  out->form = panic_ ? Form::missing : form;
  out->span = since(begin);
  return out;
}

bool Parser::deeper() {
  if (depth_ >= max_depth || nodes_ >= max_expressions) {
    if (!panic_) {
      panic_ = true;
      out_.error("C0901", peek().span, depth_ >= max_depth ? "this is nested too deeply" : "this charter is too long",
                 fmt::format("at most {}", depth_ >= max_depth ? "48 levels" : "250000 parts of expressions"));
    }
    return false;
  }
  ++nodes_;
  return true;
}

ExpressionPtr Parser::expression() {
  const std::uint32_t begin = peek().span.begin;
  if (!deeper()) return make(Form::missing, begin);
  ++depth_;
  auto first = operand();
  Form joined = Form::missing;
  std::vector<ExpressionPtr> parts;
  while (!panic_ && (at(Word::and_) || at(Word::or_) || at(Word::but))) {
    const Token joint = take();
    const Form form = joint.word == Word::or_ ? Form::any_of : Form::all_of;
    const std::uint32_t inverted = peek().span.begin;
    if (joint.word == Word::but && !expect(Word::not_, "`but`")) break;
    if (joined != Form::missing && joined != form && !panic_)
      out_.error("C0202", joint.span, "`and` and `or` side by side can be read in two ways",
                 "put parentheses around what belongs together");
    if (joined == Form::missing) joined = form;
    if (!deeper()) break;
    auto next = operand();
    if (joint.word == Word::but) {
      auto negated = make(Form::not_, inverted);
      negated->of.push_back(std::move(next));
      next = std::move(negated);
    }
    parts.push_back(std::move(next));
  }
  --depth_;
  if (parts.empty()) return first;
  auto out = make(joined, begin);
  out->of.push_back(std::move(first));
  for (auto& part : parts) out->of.push_back(std::move(part));
  return out;
}

ExpressionPtr Parser::operand() {
  const std::uint32_t begin = peek().span.begin;
  if (!deeper()) return make(Form::missing, begin);
  ++depth_;
  ExpressionPtr out;
  if (accept(Word::not_)) {
    auto inner = operand();
    out = make(Form::not_, begin);
    out->of.push_back(std::move(inner));
  } else if (at('(')) {
    take();
    out = expression();
    expect(')', "an expression in parentheses");
  } else if (at(Word::before) || at(Word::from) || at(Word::after)) {
    out = side();
  } else if (at('[')) {
    out = interval();
  } else if (at(Word::some) || at(Word::every)) {
    out = of_rows(at(Word::some) ? Form::some : Form::every, true);
  } else {
    out = term();
  }
  --depth_;
  return out;
}

ExpressionPtr Parser::side() {
  const Token word = take();
  auto day = moment();
  auto out = make(word.word == Word::before ? Form::before
                  : word.word == Word::from ? Form::from
                                            : Form::after,
                  word.span.begin);
  out->of.push_back(std::move(day));
  return out;
}

ExpressionPtr Parser::interval() {
  const std::uint32_t begin = take().span.begin;
  auto first = moment();
  expect(',', "the first day of an interval");
  auto end = moment();
  if (at(']') && !panic_) {
    auto& d = out_.error("C0203", peek().span, "an interval does not hold its end: it closes with `)`",
                         "the day after the last one stands before this");
    suggest(d, peek().span, ")");
    take();
  } else {
    expect(')', "an interval");
  }
  auto out = make(Form::interval, begin);
  out->of.push_back(std::move(first));
  out->of.push_back(std::move(end));
  return out;
}

// some action a: [a.opened, a.closed)      last action a: a.closed
ExpressionPtr Parser::of_rows(Form form, bool of_days) {
  const std::uint32_t begin = take().span.begin;
  auto words = name("the name of a list and of one of its rows, like `action a`");
  const auto cut = words.text.rfind(' ');
  if (cut == std::string::npos && !words.missing()) expected("a name for the row, like `" + words.text + " a`");
  expect(':', "the name of the row");
  if (!deeper()) return make(Form::missing, begin);
  ++depth_;
  auto body = of_days ? expression() : moment();
  --depth_;
  auto out = make(form, begin);
  if (cut != std::string::npos) {
    const auto middle = words.span.end - static_cast<std::uint32_t>(words.text.size() - cut - 1);
    out->name = {words.text.substr(0, cut), {words.span.begin, middle}};
    out->part = {words.text.substr(cut + 1), {middle, words.span.end}};
  }
  out->of.push_back(std::move(body));
  return out;
}

// A name or a day, and what may follow: `conduct during minor`, `exploitation is sexual`.
ExpressionPtr Parser::term() {
  const std::uint32_t begin = peek().span.begin;
  auto left = moment();
  if (accept(Word::during)) {
    auto days = operand();
    auto out = make(Form::during, begin);
    out->of.push_back(std::move(left));
    out->of.push_back(std::move(days));
    return out;
  }
  if (!accept(Word::is)) return left;
  auto out = make(Form::is, begin);
  values(*out);
  out->of.push_back(std::move(left));
  out->span = since(begin);
  return out;
}

void Parser::values(syntax::Expression& out) {
  if (accept_plain("any")) {
    expect(Word::of, "`is any`");
    out.values = names("one of the values of a choice");
  } else {
    out.values.push_back(name("one of the values of a choice"));
  }
  if (panic_) out.form = Form::missing;
}

// A day: a name, a date, or something earlier or later than one.
ExpressionPtr Parser::moment() {
  constexpr int max_shifts = 8;
  const std::uint32_t begin = peek().span.begin;
  auto out = atom();
  for (int shifts = 0; !panic_ && (at('+') || at('-')); ++shifts) {
    if (shifts == max_shifts) {
      expected("no more than 8 durations added to one day");
      break;
    }
    const bool minus = at('-');
    take();
    auto shifted = make(Form::shift, begin);
    if (at_name()) {
      shifted->by = measure("the name of a parameter");
      shifted->shift.amount = 1;
      shifted->span = since(begin);
    } else if (const auto by = duration()) {
      shifted->shift = *by;
      shifted->span = since(begin);
    } else {
      shifted->form = Form::missing;
    }
    if (minus) shifted->shift.amount = -shifted->shift.amount;
    shifted->of.push_back(std::move(out));
    out = std::move(shifted);
  }
  return out;
}

ExpressionPtr Parser::atom() {
  const std::uint32_t begin = peek().span.begin;
  if (peek().kind == TokenKind::date) {
    const auto written = day("a day");
    auto out = make(written ? Form::date : Form::missing, begin);
    if (written) out->day = *written;
    return out;
  }
  if (accept(Word::always)) return make(Form::always, begin);
  if (accept(Word::never)) return make(Form::never, begin);
  if (at(Word::earliest) || at(Word::latest))
    return earliest_or_latest(at(Word::earliest) ? Form::earliest : Form::latest);
  if (at(Word::first) || at(Word::last)) return of_rows(at(Word::first) ? Form::first : Form::last, false);
  auto out = make(Form::name, begin);
  out->name = measure("a state, a date, or something to say about days");
  while (!panic_ && accept('>')) out->name.text += " > " + name("the name of a service").text;
  out->name.span.end = std::max(out->name.span.end, last_end_);
  if (accept('.')) {
    out->form = Form::field;
    out->part = one_word("the name of a field");
  }
  out->span = since(begin);
  if (panic_) out->form = Form::missing;
  return out;
}

ExpressionPtr Parser::earliest_or_latest(Form form) {
  const std::uint32_t begin = take().span.begin;
  std::vector<ExpressionPtr> days;
  if (!deeper()) return make(Form::missing, begin);
  ++depth_;
  expect(Word::of, form == Form::earliest ? "`earliest`" : "`latest`");
  expect('(', form == Form::earliest ? "`earliest of`" : "`latest of`");
  do {
    if (!panic_) days.push_back(moment());
  } while (!panic_ && accept(','));
  expect(')', "the days to choose from");
  --depth_;
  auto out = make(form, begin);
  out->of = std::move(days);
  return out;
}

}  // namespace nwd::charter
