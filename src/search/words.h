// Names as they are compared: what somebody heard, typed or spelt differently is still found.
//
//   "  María-José O’NEILL "  ->  maria jose oneill
//
// Letters become small and lose their marks (Latin, also Vietnamese; Greek, Cyrillic, Arabic in part); hyphens and
// points divide words, apostrophes do not. Letters of other scripts stay as they are. A name is found by words that
// each are one of its words, begin one, or are one slip of typing away from one, in any order.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "vault/secret.h"

namespace nwd::search {

// The folded words of one name, in locked memory; one object is used for many names.
class Words {
 public:
  static constexpr std::size_t longest = 104;  // bytes of a name that are looked at
  static constexpr std::size_t most = longest / 2;

  Words();
  explicit Words(std::string_view name) : Words() { fold(name); }
  void fold(std::string_view name);  // UTF-8; what is not divides words
  [[nodiscard]] std::span<const std::u32string_view> list() const { return {words_.data(), count_}; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

 private:
  vault::SecretBytes memory_;
  char32_t* letters_;
  std::array<std::u32string_view, most> words_{};
  std::size_t count_ = 0;
};

// How well a name answers what is looked for: 0 if every word is one of the name's; higher is worse. None: it does not.
std::optional<int> match(const Words& sought, const Words& name);

// The same for every order, case and accent, in locked memory: "hale robin" of "Robin HALE", in UTF-8.
vault::SecretBytes sorted_text(const Words&);

// One letter too many, missing or another, or two neighbours changed over; in words of four letters or more.
bool within_one_slip(std::u32string_view, std::u32string_view);

}  // namespace nwd::search
