#include <unordered_map>

#include "directory/identifiers.h"
#include "directory/package.h"
#include "directory/service_row.h"
#include "match/catalogue.h"

namespace nwd::directory {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_organizations = "SELECT id, digest FROM directory_organization WHERE source = $1";
constexpr Sql select_services = "SELECT id, digest FROM directory_service WHERE source = $1";
constexpr Sql select_offices = "SELECT id, digest FROM directory_location WHERE source = $1";
constexpr Sql put_office =
    "INSERT INTO directory_location (id, organization, name, address, city, state, postcode, county, region, latitude, "
    "longitude, source, foreign_id, source_line, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
    "$13, $14, $15) ON CONFLICT (id) DO UPDATE SET organization = excluded.organization, name = excluded.name, "
    "address = excluded.address, city = excluded.city, state = excluded.state, postcode = excluded.postcode, "
    "county = excluded.county, region = excluded.region, latitude = excluded.latitude, "
    "longitude = excluded.longitude, source_line = excluded.source_line, digest = excluded.digest";

using Known = std::unordered_map<IdBytes, Bytes, match::IdHash>;

Result<Known> known_rows(storage::Reader& r, Sql sql, const std::string& source) {
  Known known;
  const storage::Param params[] = {source};
  NWD_CHECK(r.each(sql, params, [&](const Row& row) -> Result<void> {
    known.emplace(row.get<ServiceId>(0), row.get<Bytes>(1));
    return {};
  }));
  return known;
}

std::string number(std::int64_t n) { return std::to_string(n); }

std::string text_of_site(const Location& l) {
  std::string text;
  for (const auto& part : {l.name, l.address, l.city, l.state, l.postcode, l.county, l.region}) {
    text.append(part).append(1, '\0');
  }
  if (l.point) text += std::to_string(l.point->latitude) + ' ' + std::to_string(l.point->longitude);
  return text + (l.confidential ? "confidential" : "");
}

Bytes digest(const OrganizationDraft& draft) {
  const auto& o = draft.value;
  return digest_of({o.name, o.description, o.url, o.email, o.phone});
}

Bytes digest(const OfficeDraft& draft) { return digest_of({draft.organization, text_of_site(draft.value)}); }

Bytes digest(const ServiceDraft& draft) {
  const auto& s = draft.value;
  std::string served;
  for (const auto& county : s.serves) served += county + ' ';
  std::string numbers;
  for (const std::int64_t n :
       {static_cast<std::int64_t>(s.status), std::int64_t{s.kinds.bits()}, static_cast<std::int64_t>(s.housing),
        std::int64_t{s.ages.from}, std::int64_t{s.ages.to}, std::int64_t{s.takes.bits()}, std::int64_t{s.asks.bits()},
        std::int64_t{s.languages.bits()}, std::int64_t{s.season.from}, std::int64_t{s.season.to},
        std::int64_t{s.violence_only}, std::int64_t{s.income_percent.value_or(-1)}, std::int64_t{s.year_round_beds},
        std::int64_t{s.capacity ? s.capacity->total : -1}}) {
    numbers += number(n) + ' ';
  }
  return digest_of({draft.organization, s.name, s.description, s.url, s.email, s.phone, s.eligibility, s.immigration,
                    text_of_site(s.site), served, numbers});
}

class Storing {
 public:
  Storing(storage::Writer& writer, const Package& package, const ImportProgress& progress)
      : writer_(writer), package_(package), progress_(progress), report_(package.report) {
    total_ = static_cast<std::int64_t>(package.organizations().size() + package.services().size() +
                                       package.offices().size());
  }

  Result<ImportReport> all() {
    NWD_CHECK(each(select_organizations, "organization", package_.organizations()));
    NWD_CHECK(each(select_services, "service", package_.services()));
    NWD_CHECK(each(select_offices, "location", package_.offices()));
    if (report_.added + report_.changed > 0) NWD_CHECK(services_changed(writer_));
    report_.organizations = static_cast<std::int64_t>(package_.organizations().size());
    report_.services = static_cast<std::int64_t>(package_.services().size());
    return report_;
  }

 private:
  template <class Draft>
  Result<void> each(Sql select_known, std::string_view what, const std::vector<Draft>& drafts) {
    NWD_TRY(const auto known, known_rows(writer_, select_known, package_.source()));
    for (const auto& draft : drafts) {
      const auto id = id_of_name(what, package_.source(), draft.foreign_id);
      const Origin from{package_.source(), draft.foreign_id, draft.line, digest(draft)};
      const auto before = known.find(id);
      if (before == known.end()) {
        NWD_CHECK(write(id, draft, from, true));
        ++report_.added;
      } else if (before->second != *from.digest) {
        NWD_CHECK(write(id, draft, from, false));
        ++report_.changed;
      } else {
        ++report_.same;
      }
      tell();
    }
    return {};
  }

  Result<void> write(const IdBytes& id, const OrganizationDraft& draft, const Origin& from, bool is_new) {
    auto organization = draft.value;
    organization.id = ListedId{id};
    return is_new ? insert_organization(writer_, organization, from) : update_organization(writer_, organization, from);
  }
  Result<void> write(const IdBytes& id, const ServiceDraft& draft, const Origin& from, bool is_new) {
    auto service = draft.value;
    service.id = ServiceId{id};
    service.organization = organization_of(draft.organization);
    return is_new ? insert_service(writer_, service, from) : update_service(writer_, service, from);
  }
  Result<void> write(const IdBytes& id, const OfficeDraft& draft, const Origin& from, bool) {
    const auto& l = draft.value;
    const auto latitude = l.point ? std::optional(l.point->latitude) : std::nullopt;
    const auto longitude = l.point ? std::optional(l.point->longitude) : std::nullopt;
    NWD_CHECK(writer_.run(put_office, id, organization_of(draft.organization), l.name, l.address, l.city, l.state,
                          l.postcode, l.county, l.region, latitude, longitude, from.source, from.foreign_id, from.line,
                          from.digest));
    return {};
  }

  ListedId organization_of(const std::string& foreign_id) const {
    return ListedId{id_of_name("organization", package_.source(), foreign_id)};
  }
  void tell() {
    constexpr std::int64_t step = 500;
    ++done_;
    if (progress_ && (done_ % step == 0 || done_ == total_)) progress_(done_, total_);
  }

  storage::Writer& writer_;
  const Package& package_;
  const ImportProgress& progress_;
  ImportReport report_;
  std::int64_t done_ = 0;
  std::int64_t total_ = 0;
};

}  // namespace

Result<ImportReport> store(storage::Database& database, const Package& package, const ImportProgress& progress) {
  return database.write([&](storage::Writer& w) { return Storing(w, package, progress).all(); });
}

}  // namespace nwd::directory
