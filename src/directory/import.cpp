#include "directory/import.h"

#include <array>

#include "directory/package.h"
#include "directory/table.h"

namespace nwd::directory {
namespace {

constexpr std::array<std::string_view, 4> formats = {"hud-hic", "florida-legal-aid", "san-mateo", "hsds"};

bool has_columns(const std::filesystem::path& file, const std::vector<std::string_view>& names) {
  const auto header = read_header(file);
  return header && !header->missing(names);
}

Result<Package> read_package(Format format, const std::filesystem::path& path) {
  switch (format) {
    case Format::hud_hic: return read_hud_hic(path);
    case Format::florida_legal_aid: return read_florida_legal_aid(path);
    case Format::san_mateo: return read_san_mateo(path);
    case Format::hsds: return read_hsds(path);
  }
  return fail(Code::internal, "", "no such format");
}

}  // namespace

std::string_view word(Format format) { return formats.at(static_cast<std::size_t>(format)); }

std::optional<Format> parse_format(std::string_view text) {
  for (std::size_t i = 0; i < formats.size(); ++i) {
    if (formats[i] == text) return static_cast<Format>(i);
  }
  return std::nullopt;
}

std::optional<Format> guess_format(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) {
    if (path.extension() == ".json") return Format::hsds;
    return has_columns(path, {"HudNum", "Project Type"}) ? std::optional(Format::hud_hic) : std::nullopt;
  }
  const auto services = path / "services.csv";
  if (has_columns(services, {"service_uuid", "service_immigration_status"})) return Format::florida_legal_aid;
  if (has_columns(services, {"location_id", "taxonomy_ids"})) return Format::san_mateo;
  if (has_columns(services, {"id", "organization_id", "name", "status"})) return Format::hsds;
  return std::nullopt;
}

Result<ImportReport> import_directory(storage::Database& database, Format format, const std::filesystem::path& path,
                                      const ImportProgress& progress) {
  if (progress) progress(0, 0);
  NWD_TRY(const auto package, read_package(format, path));
  return store(database, package, progress);
}

}  // namespace nwd::directory
