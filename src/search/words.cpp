#include "search/words.h"

#include <algorithm>
#include <memory>
#include <new>
#include <vector>

#include "search/letters.h"

namespace nwd::search {
namespace {

constexpr char32_t not_text = 0xfffd;
constexpr std::size_t least_for_slip = 4;

// The next letter, and how many bytes it takes; bytes that are no UTF-8 one by one.
struct Next {
  char32_t letter = not_text;
  std::size_t bytes = 1;
};
Next next(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint32_t lead = at(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return {};
  char32_t letter = lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((at(i) & 0xc0U) != 0x80U) return {};
    letter = letter << 6U | (at(i) & 0x3fU);
  }
  return {letter, size};
}

// 0: the same, 1: begins it, 2: one slip away.
std::optional<int> compare(std::u32string_view sought, std::u32string_view word) {
  if (sought == word) return 0;
  if (word.starts_with(sought)) return 1;
  if (within_one_slip(sought, word)) return 2;
  return std::nullopt;
}

std::size_t put_utf8(char32_t c, std::uint8_t* at) {
  const auto tail = [c](unsigned shift) { return static_cast<std::uint8_t>(0x80U | (c >> shift & 0x3fU)); };
  if (c < 0x80) {
    at[0] = static_cast<std::uint8_t>(c);
    return 1;
  }
  if (c < 0x800) {
    at[0] = static_cast<std::uint8_t>(0xc0U | c >> 6U);
    at[1] = tail(0);
    return 2;
  }
  if (c < 0x10000) {
    at[0] = static_cast<std::uint8_t>(0xe0U | c >> 12U);
    at[1] = tail(6);
    at[2] = tail(0);
    return 3;
  }
  at[0] = static_cast<std::uint8_t>(0xf0U | c >> 18U);
  at[1] = tail(12);
  at[2] = tail(6);
  at[3] = tail(0);
  return 4;
}

}  // namespace

// A letter is folded to no more letters than it has bytes.
Words::Words() : memory_(longest * sizeof(char32_t)), letters_(new(memory_.writable().data()) char32_t[longest]{}) {}

void Words::fold(std::string_view name) {
  name = name.substr(0, longest);
  count_ = 0;
  std::size_t end = 0;
  std::size_t begin = 0;
  const auto finish = [&] {
    if (end > begin && count_ < most) words_.at(count_++) = {letters_ + begin, end - begin};
    begin = end;
  };
  while (!name.empty()) {
    const auto one = next(name);
    name.remove_prefix(one.bytes);
    const auto known = letter(one.letter);
    if (known.kind == Kind::divider) finish();
    if (known.kind != Kind::letter) continue;
    if (known.folded.empty()) letters_[end++] = one.letter;
    for (const char32_t folded : known.folded) letters_[end++] = folded;
  }
  finish();
}

vault::SecretBytes sorted_text(const Words& words) {
  std::vector<std::u32string_view> list(words.list().begin(), words.list().end());
  std::sort(list.begin(), list.end());
  vault::SecretBytes text(4 * Words::longest + Words::most);
  std::size_t size = 0;
  for (const auto word : list) {
    if (size > 0) text.writable()[size++] = ' ';
    for (const char32_t letter : word) size += put_utf8(letter, text.writable().data() + size);
  }
  text.shrink(size);
  return text;
}

bool within_one_slip(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < least_for_slip || b.size() - a.size() > 1) return false;
  const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  a.remove_prefix(same);
  b.remove_prefix(same);
  if (a.empty()) return true;
  if (a.size() < b.size()) return a == b.substr(1);
  const bool another = a.substr(1) == b.substr(1);
  const bool changed_over = a.size() >= 2 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
  return another || changed_over;
}

std::optional<int> match(const Words& sought, const Words& name) {
  if (sought.empty()) return std::nullopt;
  int sum = 0;
  for (const auto one : sought.list()) {
    std::optional<int> best;
    for (const auto word : name.list()) {
      const auto how = compare(one, word);
      if (how && (!best || *how < *best)) best = how;
      if (best == 0) break;
    }
    if (!best) return std::nullopt;
    sum += *best;
  }
  return sum;
}

}  // namespace nwd::search
