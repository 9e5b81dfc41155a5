// What a person said at a door: facts, all optional, and who they are, if they want to be called something. Both exist
// at rest only as envelopes. A question that was skipped is `nullopt`, which is another thing than "no" or "not known".
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/day.h"
#include "base/result.h"

namespace nwd::casework {

enum class Safe : std::uint8_t { yes, no, unsure };
enum class Gender : std::uint8_t { woman, man, another, not_said };
enum class Exploitation : std::uint8_t { sexual, labour, both, at_risk };
enum class Immigration : std::uint8_t { citizen, permanent, visa, pending, none };
enum class Cooperates : std::uint8_t { yes, no };  // with police or prosecutor

// What the person says they need. Bits of a set; the words are the API's and the message keys' ("need-bed").
enum class Need : std::uint8_t {
  bed,
  doctor,
  someone_to_talk_to,
  substance_care,
  lawyer,
  interpreter,
  food_and_clothes,
  school,
  work,
  transport
};
inline constexpr int need_count = 10;

std::string_view word(Safe);          // "yes"
std::string_view word(Gender);        // "woman"
std::string_view word(Need);          // "bed"
std::string_view word(Exploitation);  // "at risk": a charter's word
std::string_view word(Immigration);   // a charter's word
std::string_view word(Cooperates);
std::optional<Safe> parse_safe(std::string_view);
std::optional<Gender> parse_gender(std::string_view);
std::optional<Need> parse_need(std::string_view);
std::optional<Exploitation> parse_exploitation(std::string_view);

class Needs {
 public:
  Needs() = default;
  Needs(std::initializer_list<Need> list) {
    for (const auto n : list) add(n);
  }
  void add(Need n) { bits_ |= 1U << static_cast<unsigned>(n); }
  [[nodiscard]] bool has(Need n) const { return (bits_ >> static_cast<unsigned>(n) & 1U) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  [[nodiscard]] std::vector<Need> list() const;
  bool operator==(const Needs&) const = default;

 private:
  std::uint32_t bits_ = 0;
};

// Whole years on the day of identification: {16, 16} known, {0, 17} "under 18", {18, 24}, {25, 120}. from <= to.
struct AgeRange {
  int from = 0;
  int to = 120;
  bool operator==(const AgeRange&) const = default;
};

struct Facts {
  Day identified;      // the day and, by `county`, the place someone recognised the person
  std::string county;  // FIPS, five digits; "" when skipped
  std::optional<Safe> safe_now;
  std::optional<AgeRange> age;
  std::optional<Gender> gender;
  std::optional<int> children;  // with them tonight, 0..12
  std::optional<Needs> needs;
  std::string language;  // spoken, BCP 47; "" when skipped
  // Never asked at a door; the holder may record what the person told, and says what a charter owes for certain.
  std::optional<Exploitation> exploitation;
  // What help should not hang on. No page asks; a holder's own program may keep it for a charter that reads it, and for
  // no other does anything look at it (owed.h). It leaves in no packet.
  std::optional<Immigration> immigration;
  std::optional<Cooperates> cooperates;

  [[nodiscard]] bool sensitive() const { return immigration || cooperates; }
  bool operator==(const Facts&) const = default;
  [[nodiscard]] Bytes encode() const;
  static Result<Facts> decode(ByteView);
};

struct Identity {
  std::string called;   // name or alias, at most 100 bytes
  std::string contact;  // a safe way to reach them, at most 200
  std::string note;     // free text, at most 2,000

  bool operator==(const Identity&) const = default;
  [[nodiscard]] bool empty() const { return called.empty() && contact.empty() && note.empty(); }
  [[nodiscard]] Bytes encode() const;
  static Result<Identity> decode(ByteView);
};

// Days on which someone of that age on that day may have been born: all of [first, last], and no other.
struct BornBetween {
  Day first;
  Day last;
};
BornBetween born_between(const AgeRange&, Day identified);

}  // namespace nwd::casework
