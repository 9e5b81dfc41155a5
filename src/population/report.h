// What happened to the rows of a population: nothing is dropped without a word.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "population/runner.h"

namespace nwd::population {

inline constexpr std::size_t most_listed = 100;  // rows set aside that are listed; all are counted

struct SetAside {
  std::int64_t line = 0;  // of a CSV file; of a columnar file, the number of the person, from 1
  std::string reason;     // names columns, never what is in them
  bool operator==(const SetAside&) const = default;
};

struct Report {
  std::int64_t rows = 0;                            // read; those evaluated and those set aside
  std::int64_t set_aside = 0;                       // not evaluated: malformed or impossible
  std::vector<SetAside> listed{};                   // the first of them
  std::vector<std::string> columns_set_aside{};     // that the charter knows no fact for
  std::vector<std::string> facts_without_column{};  // unknown of everybody
  std::vector<std::string> remarks{};               // on costs
  Counts counts{};
  std::string instructions;  // "AVX2"

  void set_row_aside(std::int64_t line, std::string reason);
};

std::string render_text(const Report&);

struct Progress {
  std::int64_t rows = 0;
  std::int64_t bytes = 0;  // read so far
};
// Called once in a while; an error stops the run.
using EachProgress = std::function<Result<void>(const Progress&)>;

// A batch of persons that may be evaluated. The receiver may change it; it is empty again afterwards.
using EachBatch = std::function<Result<void>(Columns&)>;
inline constexpr std::size_t batch_size = 16 * block_size;

}  // namespace nwd::population
