#include "release/store.h"

namespace nwd::release::store {
namespace {

using storage::Row;
using storage::Sql;

#define NWD_RELEASES                                                                                               \
  "SELECT r.id, r.case_id, r.from_organization, r.recipient, r.categories, r.compartments, r.purpose, r.consent, " \
  "r.giver, r.language, r.agreed_text, r.given_at, r.expires_at, r.withdrawn_at, f.name, o.name, t.reference, "    \
  "r.stopped_by "                                                                                                  \
  "FROM release r JOIN organization f ON f.id = r.from_organization JOIN organization o ON o.id = r.recipient "    \
  "JOIN case_file c ON c.id = r.case_id LEFT JOIN thread t ON t.id = c.thread_id "

constexpr Sql select_one = NWD_RELEASES "WHERE r.id = $1";
constexpr Sql select_of_case = NWD_RELEASES "WHERE r.case_id = $1 ORDER BY r.given_at DESC, r.id LIMIT 500";
constexpr Sql select_shared = NWD_RELEASES
    "WHERE r.recipient = $1 AND r.expires_at > $2 AND r.withdrawn_at IS NULL AND r.compartments <> 0 "
    "ORDER BY r.given_at DESC, r.id LIMIT 500";
constexpr Sql insert_sql =
    "INSERT INTO release (id, case_id, from_organization, recipient, categories, compartments, purpose, consent, "
    "giver, language, agreed_text, given_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr Sql withdraw_sql =
    "UPDATE release SET withdrawn_at = $2, stopped_by = $3 WHERE id = $1 AND withdrawn_at IS NULL";
constexpr Sql insert_disclosure_sql =
    "INSERT INTO disclosure (case_id, release_id, recipient, part, way, seen_at) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT DO NOTHING";  // twice in a millisecond is once
constexpr Sql select_disclosures =
    "SELECT d.seen_at, o.name, d.part, d.way FROM disclosure d JOIN organization o ON o.id = d.recipient "
    "WHERE d.case_id = $1 ORDER BY d.seen_at DESC, d.release_id, d.part, d.way LIMIT $2";
constexpr Sql select_rules = "SELECT rules FROM release_rules WHERE organization_id = $1";
constexpr Sql put_rules_sql =
    "INSERT INTO release_rules (organization_id, rules) VALUES ($1, $2) "
    "ON CONFLICT (organization_id) DO UPDATE SET rules = $2";

constexpr std::int64_t packet_part = 100;

std::int64_t part_number(std::optional<Compartment> part) {
  return part ? static_cast<std::int64_t>(*part) : packet_part;
}

// A purpose that this program does not know covers nothing: the release is read as one that never lived.
Release to_release(const Row& row) {
  Release r;
  r.id = row.get<ReleaseId>(0);
  r.case_id = row.get<CaseId>(1);
  r.from = row.get<access::OrganizationId>(2);
  r.recipient = row.get<access::OrganizationId>(3);
  r.packet = row.integer(4);
  r.compartments = Compartments(row.integer(5));
  const auto purpose = parse_purpose(row.text(6));
  r.purpose = purpose.value_or(Purpose::find_bed);
  r.how = row.get<ConsentGiven>(7);
  r.giver = row.get<Giver>(8);
  r.language = row.get<std::string>(9);
  r.agreed_text = row.get<std::string>(10);
  r.given = row.get<Instant>(11);
  r.expires = purpose ? row.get<Instant>(12) : r.given;
  r.withdrawn = row.get<std::optional<Instant>>(13);
  r.from_name = row.get<std::string>(14);
  r.recipient_name = row.get<std::string>(15);
  r.reference = row.get<std::optional<std::string>>(16).value_or("");
  r.stopped_by_person = row.get<StoppedBy>(17) == StoppedBy::person;
  return r;
}

Disclosure to_disclosure(const Row& row) {
  Disclosure d;
  d.at = row.get<Instant>(0);
  d.recipient = row.get<std::string>(1);
  if (row.integer(2) != packet_part) d.part = row.get<Compartment>(2);
  d.way = row.get<Way>(3);
  return d;
}

}  // namespace

Result<std::optional<Release>> find(storage::Reader& reader, ReleaseId id) {
  return reader.first(select_one, to_release, id);
}

Result<void> insert(storage::Writer& writer, const Release& r) {
  NWD_CHECK(writer.run(insert_sql, r.id, r.case_id, r.from, r.recipient, r.packet, r.compartments.bits(),
                       word(r.purpose), r.how, r.giver, r.language, r.agreed_text, r.given, r.expires));
  return {};
}

Result<void> set_withdrawn(storage::Writer& writer, ReleaseId id, Instant now, StoppedBy by) {
  NWD_CHECK(writer.run(withdraw_sql, id, now, by));
  return {};
}

Result<std::vector<Release>> of_case(storage::Reader& reader, CaseId id) {
  return reader.all(select_of_case, to_release, id);
}

Result<std::vector<Release>> shared_with(storage::Reader& reader, access::OrganizationId organization, Instant now) {
  return reader.all(select_shared, to_release, organization, now);
}

Result<void> insert_disclosure(storage::Writer& writer, const DisclosureRow& d) {
  NWD_CHECK(writer.run(insert_disclosure_sql, d.case_id, d.release, d.recipient, part_number(d.part), d.way, d.at));
  return {};
}

Result<std::vector<Disclosure>> disclosures_of(storage::Reader& reader, CaseId id, int most) {
  return reader.all(select_disclosures, to_disclosure, id, most);
}

Result<std::optional<Rules>> rules_of(storage::Reader& reader, access::OrganizationId id) {
  return reader.first(select_rules, [](const Row& row) { return row.get<Rules>(0); }, id);
}

Result<void> put_rules(storage::Writer& writer, access::OrganizationId id, Rules rules) {
  NWD_CHECK(writer.run(put_rules_sql, id, rules));
  return {};
}

}  // namespace nwd::release::store
