// Bringing directories in. Each import is one transaction; bad rows are set aside with file, line and reason, the rest
// loads; the same import again changes nothing. What an organization confirmed itself (capacity, connection,
// confidential addresses) is never overwritten.
//
// Formats: HUD Housing Inventory Count 2014 (one CSV, plain or gzip); the Florida legal aid directory and the San Mateo
// County sample (folders of CSV); any HSDS 3.0 package (a folder of CSV tables, or one JSON file).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

namespace nwd::directory {

enum class Format : std::uint8_t { hud_hic, florida_legal_aid, san_mateo, hsds };
std::string_view word(Format);  // "hud-hic"
std::optional<Format> parse_format(std::string_view);
std::optional<Format> guess_format(const std::filesystem::path&);  // from the column names

struct SetAside {
  std::string file;  // name only, no folder
  std::int64_t line = 0;
  std::string reason;
};

inline constexpr std::size_t most_listed_problems = 100;

struct ImportReport {
  std::int64_t rows = 0;                          // read
  std::int64_t added = 0, changed = 0, same = 0;  // organizations and services
  std::int64_t organizations = 0, services = 0;   // in the file
  std::int64_t set_aside = 0;
  std::vector<SetAside> problems;  // the first most_listed_problems of those set aside
};

using ImportProgress = std::function<void(std::int64_t done, std::int64_t total)>;  // rows; total 0 while reading

// Errors: not_found, invalid (not of that format at all), too_large (64 MiB unpacked, 500,000 rows a file).
Result<ImportReport> import_directory(storage::Database&, Format, const std::filesystem::path&, const ImportProgress&);

}  // namespace nwd::directory
