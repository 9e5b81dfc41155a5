#include "access/tries.h"

#include "access/hash.h"
#include "access/peer.h"
#include "access/store.h"

namespace nwd::access {
namespace {

constexpr std::int64_t window_ms = 15 * minute_ms;
constexpr std::int64_t most_of_one = 8;
constexpr std::int64_t most_of_network = 100;
constexpr std::int64_t most_second_steps = 20;
constexpr std::int64_t most_searches = 100;

}  // namespace

Tries Tries::at_the_door(std::string_view sign_in, std::string_view peer) {
  const std::string network = network_of(peer);
  Tries tries;
  tries.counts_ = {{hash_of({bytes_of("name"), bytes_of(sign_in), bytes_of(network)}), most_of_one, false},
                   {hash_of({bytes_of("peer"), bytes_of(network)}), most_of_network, true}};
  return tries;
}

Tries Tries::again(MemberId member, std::string_view peer) {
  const std::string network = network_of(peer);
  Tries tries;
  tries.counts_ = {{hash_of({bytes_of("again"), member.bytes(), bytes_of(network)}), most_of_one, false},
                   {hash_of({bytes_of("peer"), bytes_of(network)}), most_of_network, true}};
  return tries;
}

Tries Tries::second_step(MemberId member, std::string_view peer) {
  const std::string network = network_of(peer);
  Tries tries;
  tries.counts_ = {{hash_of({bytes_of("second"), member.bytes(), bytes_of(network)}), most_of_one, false},
                   {hash_of({bytes_of("second"), member.bytes()}), most_second_steps, false},
                   {hash_of({bytes_of("peer"), bytes_of(network)}), most_of_network, true}};
  return tries;
}

Tries Tries::searching(MemberId member) {
  Tries tries;
  tries.counts_ = {{hash_of({bytes_of("search"), member.bytes()}), most_searches, false}};
  return tries;
}

Result<void> Tries::begin(storage::Database& database, Instant now) const {
  return database.write([&](storage::Writer& writer) -> Result<void> {
    NWD_CHECK(store::forget_failures_before(writer, {now.ms - window_ms}));
    for (const auto& count : counts_) {
      NWD_TRY(const auto failures, store::failures_of(writer, count.who));
      if (failures >= count.most) return fail(Code::rate_limited, "Too many tries. Wait 15 minutes, then try again.");
    }
    for (const auto& count : counts_) NWD_CHECK(store::count_failure(writer, count.who, now));
    return {};
  });
}

Result<void> Tries::take_back(storage::Database& database) const {
  return database.write([&](storage::Writer& writer) -> Result<void> {
    for (const auto& count : counts_) NWD_CHECK(store::uncount_failure(writer, count.who));
    return {};
  });
}

Result<void> Tries::succeeded(storage::Writer& writer) const {
  for (const auto& count : counts_) {
    if (count.shared)
      NWD_CHECK(store::uncount_failure(writer, count.who));
    else
      NWD_CHECK(store::forget_failures(writer, count.who));
  }
  return {};
}

}  // namespace nwd::access
