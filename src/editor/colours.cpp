#include "editor/colours.h"

namespace nwd::editor {
namespace {

using charter::TokenKind;
using charter::Word;

constexpr std::uint8_t nothing = 0xff;

std::uint8_t of_token(const charter::Token& token) {
  switch (token.kind) {
    case TokenKind::word: return token.word == Word::plain ? nothing : 0;
    case TokenKind::string: return 1;
    case TokenKind::number:
    case TokenKind::date: return 2;
    case TokenKind::comment: return 3;
    default: return nothing;
  }
}

std::uint8_t of_name(Kind kind) {
  switch (kind) {
    case Kind::fact: return 4;
    case Kind::field: return 5;
    case Kind::value: return 6;
    case Kind::service: return 7;
    case Kind::state: return 8;
    case Kind::source: return 9;
    case Kind::fund: return 10;
    case Kind::rule: return 11;
    case Kind::standard: return 12;
    case Kind::immunity: return 13;
    case Kind::row:
    case Kind::parameter: return 14;
  }
  return nothing;
}

}  // namespace

std::vector<Colour> colours(const Analysis& all) {
  std::vector<Colour> out;
  const auto& uses = all.names.uses;
  auto use = uses.begin();
  for (const auto& token : all.file.tokens) {
    while (use != uses.end() && use->span.end <= token.span.begin) ++use;
    const bool in_name = use != uses.end() && use->span.begin <= token.span.begin;
    const auto name = in_name ? of_name(all.names.symbols[use->symbol].kind) : of_token(token);
    if (name == nothing || (in_name && token.span.begin > use->span.begin)) continue;  // a name has one colour
    out.push_back({in_name ? use->span : token.span, name, in_name && use->declares});
  }
  return out;
}

}  // namespace nwd::editor
