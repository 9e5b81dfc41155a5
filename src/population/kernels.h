// What the instructions do to a block of persons. One table for each instruction set; all give the same results.
// This header is included by files compiled for newer processors than the rest: nothing inline belongs here.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nwd::population {

inline constexpr std::size_t block_size = 1024;  // persons in every call
inline constexpr std::size_t most_months = 31;   // in one call of `months`

struct Operands {
  const std::int32_t* in[18] = {};  // columns of block_size days
  std::int32_t* out[10] = {};
  const std::uint8_t* bytes = nullptr;
  std::int32_t* overflow = nullptr;     // set to -1 for persons whose set does not fit
  const std::int32_t* flags = nullptr;  // of `months`: -1 for persons who count
  std::int32_t amount = 0;
  std::int32_t until = 0;  // with `amount`: [amount, until) for days_within
  std::uint64_t words = 0;
  bool up = false;
};
using Kernel = void (*)(const Operands&);

// No member has an initializer: a constructor would be an inline function.
struct Kernels {
  const char* name;    // "AVX2"
  Kernel greatest[5];  // by the number of columns
  Kernel least[5];
  Kernel flip;
  Kernel late;
  Kernel early;
  Kernel shift_days;
  Kernel shift_months;
  Kernel is_word;
  Kernel has_row;
  // By the number of intervals that come in.
  Kernel unite[9];
  Kernel meet[9];
  Kernel complement[5];
  Kernel inside[5];
  Kernel touches[5];

  // What is done with results. `in`: pairs of begin and end; out[0]: days of each person within [amount, until).
  Kernel days_within[5];
  // Bit m of out[0]: some day in [edges[m], edges[m + 1]), for those whose flag is set. `edges` strictly ascending,
  // count + 1 of them.
  void (*months[5])(const Operands&, const std::int32_t* edges, std::size_t count);
  // Days in in[0] of those whose flag in in[1] is set, and how many persons have any. Days up to 4 million each.
  void (*add_up)(const Operands&, std::int64_t& days, std::int64_t& persons);
  bool (*any_unknown)(const std::int32_t* const* columns, std::size_t count);  // side by side
  bool (*any_unknown_word)(const std::uint8_t*);
  bool (*settle)(const std::int32_t* flags, std::int32_t* others);  // others: ~flags; whether any flag is set
  void (*note_unknown)(const std::int32_t*, std::int32_t* flags);   // sets flags to -1
};

// The fastest table on this processor, or the one named ("AVX-512", "AVX2", "portable"); null if it cannot run here.
const Kernels& kernels();
const Kernels* kernels(const char* name);

namespace portable {
const Kernels& table();
}
namespace avx2 {
const Kernels& table();
}
namespace avx512 {
const Kernels& table();
}

}  // namespace nwd::population
