// The lexer: cuts a charter into tokens that together are the whole text, white space and comments included.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "charter/diagnostic.h"

namespace nwd::charter {

inline constexpr std::size_t max_text_bytes = std::size_t{4} << 20U;

enum class TokenKind : std::uint8_t {
  space,    // white space, line ends included
  comment,  // # to the end of the line
  word,     // minor, MN-2, pre-existing
  number,   // 18, 125.50
  date,     // 2014-08-01
  string,   // "Minnesota Safe Harbor", on one line
  symbol,   // one of : , = . + - > ? ( ) [ ] { }
  wrong,    // bytes that begin no token
  end
};

// Words with a meaning in the grammar; none may be part of a name.
enum class Word : std::uint8_t {
  plain,
  // begin a declaration
  charter,
  library,
  calendar,
  source,
  fact,
  service,
  fund,
  parameter,
  state,
  rule,
  provision,
  standard,
  example,
  // begin a clause
  owed,
  immune,
  to,
  when,
  while_,
  start,
  until,
  for_,
  unless,
  keyed,
  funded,
  subject,
  replaces,
  given,
  then,
  possibly,
  // join expressions
  and_,
  or_,
  not_,
  but,
  before,
  after,
  from,
  during,
  is,
  some,
  every,
  first,
  last,
  earliest,
  latest,
  always,
  never,
  // small words
  in,
  by,
  of,
  with,
  cites,
  on,
  becomes,
  between,
  unknown,
  independent,
  throughout,
  has,
  implies,
  includes
};
inline constexpr Word last_word = Word::includes;

struct Token {
  TokenKind kind = TokenKind::end;
  Word word = Word::plain;
  bool first_on_line = false;
  Span span;
};

bool begins_declaration(Word);
bool begins_clause(Word);
std::string_view spelling(Word);
Word word_of(std::string_view);

// Never fails: what is no token becomes `wrong` with a diagnostic. `text` is UTF-8 of at most max_text_bytes.
std::vector<Token> tokens_of(std::string_view text, std::vector<Diagnostic>&);

}  // namespace nwd::charter
