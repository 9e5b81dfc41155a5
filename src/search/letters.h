// What a letter is compared as. Used by words.cpp alone.
#pragma once

#include <string_view>

namespace nwd::search {

enum class Kind : char { letter, mark, divider };  // a mark belongs to the letter before it and is left out

struct Letter {
  Kind kind = Kind::letter;
  std::u32string_view folded{};  // of a letter that is compared as another, or as two
};
Letter letter(char32_t);

}  // namespace nwd::search
