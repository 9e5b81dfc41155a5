#include "charter/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "charter/spelling.h"

namespace nwd::charter {

using syntax::Name;

syntax::File parse(std::string_view text, Diagnostics& out) { return Parser(text, out).file(); }

std::vector<syntax::Given> parse_given(std::string_view text, Diagnostics& out) {
  return Parser(text, out).facts_of_person();
}

Parser::Parser(std::string_view text, Diagnostics& out) : text_(text), out_(out), all_(tokens_of(text, out.all())) {
  for (std::uint32_t i = 0; i < all_.size(); ++i)
    if (all_[i].kind != TokenKind::space && all_[i].kind != TokenKind::comment) visible_.push_back(i);
}

const Token& Parser::peek(std::size_t ahead) const {
  return all_[visible_[std::min(at_ + ahead, visible_.size() - 1)]];
}

std::string_view Parser::spelt(const Token& token) const {
  return text_.substr(token.span.begin, token.span.end - token.span.begin);
}

const Token& Parser::take() {
  const Token& token = peek();
  last_end_ = token.span.end;
  if (at_ + 1 < visible_.size()) ++at_;
  return token;
}

bool Parser::at(char symbol, std::size_t ahead) const {
  return peek(ahead).kind == TokenKind::symbol && text_[peek(ahead).span.begin] == symbol;
}

bool Parser::at_declaration() const {
  return peek().kind == TokenKind::end || (begins_declaration(peek().word) && peek().first_on_line);
}

bool Parser::at_plain(std::string_view word) const { return at_name() && spelt(peek()) == word; }

bool Parser::name_follows() const { return peek(1).kind == TokenKind::word && peek(1).word == Word::plain; }

bool Parser::accept(Word word) { return at(word) && (take(), true); }
bool Parser::accept(char symbol) { return at(symbol) && (take(), true); }
bool Parser::accept_plain(std::string_view word) { return at_plain(word) && (take(), true); }

std::string Parser::found() const {
  const Token& token = peek();
  switch (token.kind) {
    case TokenKind::end: return "the text ends here";
    case TokenKind::string: return "found text in quotes";
    case TokenKind::word:
      if (token.word != Word::plain)
        return fmt::format("found the word `{}`, which has a meaning of its own", spelt(token));
      [[fallthrough]];
    default: return fmt::format("found `{}`", spelt(token).substr(0, 60));
  }
}

Diagnostic* Parser::expected(const std::string& what) {
  if (panic_) return nullptr;
  panic_ = true;
  if (peek().kind == TokenKind::wrong) return nullptr;  // the lexer has said it
  Span span = peek().span;
  // What is missing at a line's end is missing there, not at the start of the next line.
  const bool at_line_end = peek().first_on_line || peek().kind == TokenKind::end;
  if (at_line_end && last_end_ > 0) span = {last_end_, last_end_};
  return &out_.error("C0201", span, "expected " + what, at_line_end ? "something is missing here" : found());
}

bool Parser::expect(Word word, const std::string& after) {
  if (accept(word)) return true;
  const auto right = spelling(word);
  auto* d = expected(fmt::format("`{}` after {}", right, after));
  if (d != nullptr && at_name() && closest(spelt(peek()), std::span(&right, 1))) {
    suggest(*d, peek().span, std::string(right));
    take();
    calm();
    return true;
  }
  return false;
}

bool Parser::expect(char symbol, const std::string& after) {
  if (accept(symbol)) return true;
  expected(fmt::format("`{}` after {}", symbol, after));
  return false;
}

void Parser::skip_to_declaration() {
  while (!at_declaration()) take();
  calm();
}

void Parser::skip_to_clause() {
  while (!at_declaration() && !begins_clause(peek().word)) take();
  calm();
}

Name Parser::name(const std::string& what) {
  Name out;
  out.span = {peek().span.begin, peek().span.begin};
  if (!at_name()) {
    auto* d = expected(what);
    if (d != nullptr && peek().kind == TokenKind::word && peek().word != Word::plain && !peek().first_on_line)
      d->notes.emplace_back(
          "words that begin a declaration or a clause, or join expressions, cannot be part of a name");
    return out;
  }
  do {
    if (!out.text.empty()) out.text += ' ';
    out.text += spelt(take());
  } while ((at_name() || peek().kind == TokenKind::number) && !peek().first_on_line);  // "child under 16"
  out.span.end = last_end_;
  return out;
}

Name Parser::one_word(const std::string& what) {
  if (!at_name()) return name(what);
  Name out;
  out.text = spelt(take());
  out.span = {last_end_ - static_cast<std::uint32_t>(out.text.size()), last_end_};
  return out;
}

Name Parser::joined_by(const std::string& what, std::initializer_list<Word> joints) {
  Name out = name(what);
  const auto small = [&] {
    const bool joins = std::find(joints.begin(), joints.end(), peek().word) != joints.end();
    return joins && name_follows() && !peek().first_on_line && !peek(1).first_on_line;
  };
  while (!out.missing() && small()) {
    out.text += ' ';
    out.text += spelt(take());
    out.text += ' ' + name(what).text;
    out.span.end = last_end_;
  }
  return out;
}

Name Parser::phrase(const std::string& what) {
  return joined_by(what, {Word::for_, Word::of, Word::in, Word::by, Word::with});
}

Name Parser::measure(const std::string& what) { return joined_by(what, {Word::of}); }

std::vector<Name> Parser::names(const std::string& what) {
  std::vector<Name> out;
  do {
    out.push_back(name(what));
  } while (!panic_ && at(',') && name_follows() && accept(','));
  return out;
}

syntax::ServicePath Parser::service_path() {
  syntax::ServicePath path;
  do {
    path.push_back(name("the name of a service"));
  } while (!panic_ && accept('>'));
  return path;
}

std::vector<syntax::ServicePath> Parser::service_paths() {
  std::vector<syntax::ServicePath> out;
  do {
    out.push_back(service_path());
  } while (!panic_ && at(',') && name_follows() && accept(','));
  return out;
}

std::string Parser::quoted(const std::string& what) {
  if (peek().kind != TokenKind::string) {
    expected(what + " in quotes");
    return {};
  }
  auto inner = spelt(take()).substr(1);
  if (inner.ends_with('"'))
    inner.remove_suffix(1);
  else
    panic_ = true;  // the lexer has said that it does not end
  return std::string(inner);
}

std::optional<Day> Parser::day(const std::string& what) {
  if (peek().kind != TokenKind::date) {
    expected(what + ", written like 2014-08-01");
    return std::nullopt;
  }
  const Span span = peek().span;
  const auto parsed = parse_day(spelt(take()));
  if (parsed) return *parsed;
  if (!panic_) out_.error("C0103", span, "this is not a day of the calendar", "there is no such day");
  return std::nullopt;
}

std::optional<syntax::Duration> Parser::duration() {
  const std::uint32_t begin = peek().span.begin;
  if (peek().kind != TokenKind::number) {
    expected("a number of days, weeks, months or years");
    return std::nullopt;
  }
  const auto digits = spelt(take());
  syntax::Duration out;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out.amount);
  static constexpr std::string_view units[] = {"days", "day", "weeks", "week", "months", "month", "years", "year"};
  const auto word = at_name() ? spelt(peek()) : std::string_view{};
  const auto* unit = std::find(std::begin(units), std::end(units), word);
  if (unit == std::end(units)) {
    auto* d = expected("`days`, `weeks`, `months` or `years` after a number");
    if (const auto meant = closest(word, units); d != nullptr && meant) suggest(*d, peek().span, std::string(*meant));
    return std::nullopt;
  }
  take();
  out.unit = static_cast<syntax::Unit>((unit - std::begin(units)) / 2);
  out.span = since(begin);
  const bool whole = read.ptr == digits.data() + digits.size();
  if (read.ec == std::errc() && whole && out.amount <= 100000) return out;
  out_.error("C0104", out.span, "a duration is a whole number of days, weeks, months or years, at most 100000");
  return std::nullopt;
}

}  // namespace nwd::charter
