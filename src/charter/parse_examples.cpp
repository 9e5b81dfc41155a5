// Worked examples: given born 2000-03-05, action { opened 2015-01-01 } then owed housing from identified
#include "charter/parser.h"

namespace nwd::charter {

using How = syntax::Given::How;

void Parser::example(syntax::File& out) {
  syntax::Example e;
  const std::uint32_t begin = declaration_begin_;
  e.title = quoted("what the example shows");
  e.span = since(begin);
  if (!panic_) accept(':');
  if (panic_) skip_to_clause();
  while (!at_declaration() && !out_.full()) {
    if (accept(Word::given))
      givens(e.given);
    else if (accept(Word::then))
      expectations(e);
    else if (expected("`given` or `then`") != nullptr)
      take();
    if (panic_) skip_to_clause();
  }
  out.examples.push_back(std::move(e));
}

std::vector<syntax::Given> Parser::facts_of_person() {
  std::vector<syntax::Given> out;
  accept(Word::given);
  if (peek().kind != TokenKind::end) givens(out);
  if (peek().kind != TokenKind::end) expected("a comma between facts");
  return out;
}

void Parser::givens(std::vector<syntax::Given>& out) {
  do {
    out.push_back(given());
  } while (!panic_ && accept(','));
}

syntax::Given Parser::given() {
  syntax::Given g;
  const std::uint32_t begin = peek().span.begin;
  g.name = name("the name of a fact");
  while (!panic_ && accept('>')) g.deeper.push_back(name("the name of a service"));
  if (!panic_) given_value(g);
  if (panic_) g.how = How::missing;
  g.span = since(begin);
  return g;
}

void Parser::given_value(syntax::Given& g) {
  if (accept(Word::unknown)) {
    g.how = How::unknown;
  } else if (accept(Word::is)) {
    g.how = How::is;
    g.value = name("a value");
  } else if (accept(Word::between)) {
    g.how = How::between;
    g.first = moment();
    expect(Word::and_, "the earliest day");
    g.second = moment();
  } else if (accept('{')) {
    g.how = How::row;
    const bool nested = depth_ > 0;
    if (nested) expected("the value of a field");
    ++depth_;
    if (!panic_) givens(g.row);
    --depth_;
    expect('}', "the fields");
  } else {
    g.how = How::expression;
    g.first = expression();
  }
}

void Parser::expectations(syntax::Example& e) {
  do {
    expectation(e);
  } while (!panic_ && accept(','));
}

void Parser::expectation(syntax::Example& e) {
  syntax::Expectation x;
  const std::uint32_t begin = peek().span.begin;
  x.possibly = accept(Word::possibly);
  if (accept(Word::owed)) {
    x.owed = true;
    x.service = service_path();
  } else if (accept(Word::immune)) {
    expect(Word::from, "`immune`");
    if (!panic_) x.immunity = phrase("what the person is immune from");
  } else {
    expected("`owed` or `immune from`");
  }
  if (panic_) return;
  x.days = expression();
  x.span = since(begin);
  e.expected.push_back(std::move(x));
}

}  // namespace nwd::charter
