// The directory's import, and the ranking over all of it. Beside the import: reading the same file's bytes.
#include <fmt/core.h>
#include <zlib.h>

#include "bench.h"
#include "cli/installation.h"
#include "directory/directory.h"
#include "directory/import.h"
#include "match/match.h"

namespace nwd::bench {
namespace {

const std::string inventory = NWD_SOURCE_DIR "/data/hud_hic_2014.csv.gz";

double unpack_seconds() {
  return seconds_of([] {
    gzFile in = gzopen(inventory.c_str(), "rb");
    char chunk[65536];
    while (gzread(in, chunk, sizeof chunk) > 0) {
    }
    gzclose(in);
  });
}

}  // namespace

void engines(const Folder& folder) {
  cli::Settings settings;
  settings.database = "sqlite:" + folder.path("directory.db");
  settings.key_memory_mib = 8;
  auto i = need(cli::open_any(settings));
  need(storage::migrate(*i->database, i->migrations, i->clock, [] { return Result<void>(); }));
  std::int64_t projects = 0;
  const double import_seconds = seconds_of([&] {
    projects = need(directory::import_directory(*i->database, directory::Format::hud_hic, inventory,
                                                [](std::int64_t, std::int64_t) {}))
                   .services;
  });
  line(fmt::format("HIC import, {} projects", projects), fmt::format("{:.2f} s", import_seconds),
       fmt::format("beside {:.3f} s to unpack the file; goal 3 s", unpack_seconds()), import_seconds <= 3);

  directory::Catalogues catalogues;
  const auto catalogue = need(i->database->read([&](storage::Reader& r) { return catalogues.at_hand(r); }));
  match::Wish wish;
  wish.housing = {match::Housing::emergency};
  wish.age = {16, 16};
  wish.gender = match::Gender::woman;
  wish.county = "27053";
  wish.tonight = need(parse_day("2026-11-24"));
  constexpr int times = 200;
  std::size_t fitting = 0;
  const double rank_seconds = seconds_of([&] {
                                for (int n = 0; n < times; ++n) fitting += match::rank(catalogue, wish).fitting;
                              }) /
                              times;
  line(fmt::format("ranking over {} services", catalogue.size()), fmt::format("{:.3f} ms", rank_seconds * 1000),
       fmt::format("{} fit; goal 1 ms", fitting / times), rank_seconds <= 0.001);
}

}  // namespace nwd::bench
