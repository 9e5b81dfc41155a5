// Any bytes, in two chunks and in one: the same rows, and never more than the bounds.
#include <cstdlib>

#include "base/bytes.h"
#include "base/csv.h"

namespace {

std::vector<std::string> rows_of(std::string_view text, std::size_t cut) {
  std::vector<std::string> rows;
  const nwd::csv::Limits limits{.field = 64, .row = 256, .columns = 8};
  nwd::csv::Reader reader(limits);
  const auto keep = [&](const nwd::csv::Row& row) -> nwd::Result<void> {
    if (row.fields.size() > limits.columns) std::abort();
    std::string all = std::to_string(row.line) + std::string(row.problem);
    for (const auto field : row.fields) {
      if (field.size() > limits.field) std::abort();
      all.append(1, '|').append(field);
    }
    rows.push_back(std::move(all));
    return {};
  };
  if (!reader.read(text.substr(0, cut), keep) || !reader.read(text.substr(cut), keep) || !reader.finish(keep)) {
    std::abort();
  }
  return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = nwd::text_of({data, size});
  if (rows_of(text, size) != rows_of(text, size / 2)) std::abort();
  return 0;
}
