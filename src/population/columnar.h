// A population, or results, as columns in a file: what CSV says, without the text. docs/population.md has every byte.
//
// Numbers are little endian. The file is a head, blocks, and a block of no rows:
//   head     "NWDPOP1\n", u32 number of columns, then each column:
//            u16 bytes of the name, the name, u8 type, and for words u16 how many, each u16 bytes and the word
//   block    u32 rows, then each column's values one after another: days int32, words u8, counts u8
#pragma once

#include <array>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "population/report.h"
#include "population/screen.h"

namespace nwd::population {

namespace columnar {

inline constexpr std::string_view magic = "NWDPOP1\n";
inline constexpr std::size_t most_columns = 2048;
inline constexpr std::size_t most_rows = 16384;  // of a block

enum class Type : std::uint8_t { days = 1, words = 2, counts = 3 };

struct Column {
  std::string name;
  Type type = Type::days;
  std::vector<std::string> words{};
  std::vector<std::int32_t> days{};   // of the block at hand
  std::vector<std::uint8_t> bytes{};  // words and counts
};

Result<std::vector<Column>> read_head(std::istream&);
// The next block's values; the number of its rows, none at the end. Corrupt: the file stops early.
Result<std::size_t> read_block(std::istream&, std::vector<Column>&);
void write_head(std::ostream&, const std::vector<Column>&);
void write_block(std::ostream&, const std::vector<Column>&, std::size_t rows);  // of no rows: the end

}  // namespace columnar

// Columns are named as in CSV, but days of a set are "needs education 1 from", "needs education 1 until", "... 2 from";
// "action rows" counts a list's rows, and "action" says complete or incomplete.
class ColumnarReader {
 public:
  explicit ColumnarReader(SchemaPtr);
  // Invalid: no such file, or a column of another type. Corrupt: it stops early.
  Result<void> read(std::istream&, Report& report, const EachBatch&, const EachProgress&);
  [[nodiscard]] const std::vector<std::string>& regions() const { return regions_; }  // by index; 0: not given

 private:
  enum class Kind : std::uint8_t { unused, date, word, begin, end, count, field, complete, region };
  struct Target {
    Kind kind = Kind::unused;
    const FactColumns* fact = nullptr;
    const StateColumns* state = nullptr;
    std::size_t number = 0;  // of the interval or row, from 0
    std::size_t field = 0;
    std::array<std::uint8_t, 256> words{};  // from the file's words to the charter's
  };
  using Days = std::map<const StateColumns*, std::vector<DayInterval>>;

  Result<Target> target(const columnar::Column&);
  [[nodiscard]] Target named(const columnar::Column&) const;
  static Target of_value(const FactColumns&, std::string_view rest);
  static Target of_states(const FactColumns&, std::string_view rest);
  static Target of_list(const FactColumns&, std::string_view rest);
  static void translate(const columnar::Column&, Target&);
  Result<void> take_person(const std::vector<columnar::Column>&, std::size_t row);
  Result<void> take_value(const columnar::Column&, const Target&, std::size_t row);
  Result<void> take_lists();
  Result<void> take_states();
  void note_missing();

  struct RowValues {
    std::size_t count = 0;
    std::vector<ListRow> rows{};
  };

  SchemaPtr schema_;
  Screen screen_;
  Columns batch_;
  std::size_t taken_ = 0;
  std::vector<Target> targets_;
  Days days_;
  std::map<const FactColumns*, RowValues> lists_;
  std::vector<std::string> regions_{std::string()};
  Report* report_ = nullptr;
};

// Owed days in the same container: person (the number of the row), right, name, bound, from, until; see run.h.
class ColumnarIntervals {
 public:
  ColumnarIntervals(std::ostream&, const Plan&, bool whole);
  Result<void> add(const Columns&, const Block&);  // unsupported: more than 255 services and immunities
  void finish();

 private:
  void add_days(std::int64_t person, std::size_t output, std::uint8_t bound, const DaySet&);
  void flush();

  std::ostream& out_;
  const Plan& plan_;
  bool whole_;
  std::vector<columnar::Column> columns_;
};

// Writes persons so that ColumnarReader reads the same.
class ColumnarWriter {
 public:
  struct Width {
    std::size_t slots = 2;  // intervals of each set
    std::size_t rows = 4;   // of each list
  };
  ColumnarWriter(std::ostream&, SchemaPtr, const Width&, std::vector<std::string> regions);
  Result<void> write(const Columns&);  // too_large: a person with more intervals or rows than the file has columns for
  void finish();

 private:
  void add_columns(const FactColumns&);
  Result<void> fill(const Columns&, std::size_t first, std::size_t rows);
  Result<void> fill(const Columns&, const FactColumns&, std::size_t& column, std::size_t first, std::size_t rows);
  Result<void> fill_states(const Columns&, const FactColumns&, std::size_t& column, std::size_t first,
                           std::size_t rows);
  Result<void> fill_list(const Columns&, const FactColumns&, std::size_t& column, std::size_t first, std::size_t rows);

  std::ostream& out_;
  SchemaPtr schema_;
  Width width_;
  bool regions_;
  std::vector<columnar::Column> columns_;
};

}  // namespace nwd::population
