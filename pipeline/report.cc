#include "pipeline/report.h"

#include <map>

#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "pipeline/render/render.h"
#include "policies/slip.h"

namespace expurge {
namespace {

using Json = nlohmann::ordered_json;

Json PassageJson(const PassageRecord& record, size_t number) {
  return {{"numero", number},
          {"page", record.page},
          {"octets", {record.range.begin, record.range.end}},
          {"points", {record.code_point_begin, record.code_point_end}},
          {"categories", record.categories},
          {"symbole", record.symbol},
          {"action", record.action},
          {"motif", record.justification},
          {"regle", record.rule}};
}

Json Passages(const Outcome& outcome, bool with_choices) {
  Json passages = Json::array();
  size_t number = 0;
  for (const PassageRecord& record : outcome.passages) {
    Json json = PassageJson(record, ++number);
    if (with_choices) {
      json["decision"] = "";
      json["raison"] = "";
    } else {
      json["leve"] = record.lifted;
    }
    passages.push_back(std::move(json));
  }
  return passages;
}

std::string Pretty(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string DecisionReport(const Outcome& outcome, const Policy& policy, const Sheet& sheet,
                           const std::string& input) {
  std::map<std::string, size_t> counts;
  for (const PassageRecord& record : outcome.passages) ++counts[record.action];
  Json json;
  json["schema"] = 1;
  json["programme"] = "expurge " EXPURGE_VERSION;
  json["politique_sha256"] = policy.hash();
  json["original_sha256"] = Sha256Hex(input);
  json["fiche_sha256"] = sheet.hash;
  json["version_sha256"] = Sha256Hex(outcome.bytes);
  json["destinataire"] = sheet.recipient;
  json["objet"] = sheet.scope;
  json["brouillon"] = sheet.draft;
  json["pages"] = outcome.page_count;
  json["pages_image_ignorees"] = outcome.image_pages;
  json["caracteres_remplaces"] = outcome.replaced;
  json["enfant_en_danger"] = {{"passages", outcome.child_danger_pages.size()},
                              {"pages", outcome.child_danger_pages}};
  json["comptes"] = counts;
  json["passages"] = Passages(outcome, false);
  return Pretty(json);
}

std::string ReviewFile(const Outcome& outcome, const Policy& policy, const Sheet& sheet,
                       const std::string& input) {
  Json json;
  json["schema"] = 1;
  json["original_sha256"] = Sha256Hex(input);
  json["politique_sha256"] = policy.hash();
  json["destinataire"] = sheet.recipient;
  json["passages"] = Passages(outcome, true);
  json["retirer"] = Json::array();
  return Pretty(json);
}

Result<std::string> RenderSlip(const Outcome& outcome, const Policy& policy, const Sheet& sheet,
                               OutputKind kind) {
  const Frame slip = MakeSlip(sheet, *policy.Find(sheet.recipient), policy,
                              Sha256Hex(outcome.bytes));
  if (kind == OutputKind::kText) return SlipText(slip);
  return RenderPdf(Version{}, slip);
}

std::string JoinPages(const std::vector<int>& pages) {
  std::string joined;
  for (size_t i = 0; i < pages.size(); ++i) {
    size_t last = i;
    while (last + 1 < pages.size() && pages[last + 1] <= pages[last] + 1) ++last;
    joined += (joined.empty() ? "" : ", ") + std::to_string(pages[i]);
    if (pages[last] > pages[i]) joined += "-" + std::to_string(pages[last]);
    i = last;
  }
  return joined;
}

}  // namespace expurge
