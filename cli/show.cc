#include "cli/show.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/offsets.h"
#include "cli/messages.h"

namespace expurge {
namespace {

std::string_view CertaintyWord(Certainty certainty) {
  switch (certainty) {
    case Certainty::kSure:
      return "sûr";
    case Certainty::kProbable:
      return "probable";
    case Certainty::kSuspect:
      break;
  }
  return "à vérifier";
}

std::string_view PolarityWord(Polarity polarity) {
  switch (polarity) {
    case Polarity::kNegated:
      return "nié";
    case Polarity::kConditional:
      return "conditionnel";
    case Polarity::kAffirmed:
      break;
  }
  return "affirmé";
}

std::string_view HolderWord(Holder holder) {
  switch (holder) {
    case Holder::kPerson:
      return "personne";
    case Holder::kPartner:
      return "conjoint";
    case Holder::kChild:
      return "enfant";
    case Holder::kThirdParty:
      return "tiers";
    case Holder::kProfessional:
      return "professionnel";
    case Holder::kUnknown:
      break;
  }
  return "inconnu";
}

std::string_view SpeakerWord(Speaker speaker) {
  switch (speaker) {
    case Speaker::kPerson:
      return "personne";
    case Speaker::kPartner:
      return "conjoint";
    case Speaker::kProfessional:
      return "professionnel";
    case Speaker::kThirdParty:
      return "tiers";
    case Speaker::kWriter:
      break;
  }
  return "rédacteur";
}

std::string JoinIds(const CategorySet& categories) {
  std::string joined;
  for (Category category : categories.List()) {
    joined += (joined.empty() ? "" : "+") + std::string(CategoryId(category));
  }
  return joined;
}

// One line: line feeds and runs of spaces become one space.
std::string OneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

int PageOf(const Document& document, size_t offset) {
  const auto after = std::upper_bound(
      document.blocks.begin(), document.blocks.end(), offset,
      [](size_t at, const Block& block) { return at < block.range.begin; });
  return after == document.blocks.begin() ? 1 : std::prev(after)->page;
}

// The decision that covers the first byte of a passage, or null.
const Decision* DecisionAt(const Shown& shown, size_t offset) {
  if (shown.decisions == nullptr) return nullptr;
  const auto after = std::upper_bound(
      shown.decisions->begin(), shown.decisions->end(), offset,
      [](size_t at, const Decision& decision) { return at < decision.range.begin; });
  if (after == shown.decisions->begin()) return nullptr;
  const Decision& decision = *std::prev(after);
  return decision.range.Contains(offset) ? &decision : nullptr;
}

}  // namespace

std::vector<Finding> ShownFindings(const Shown& shown) {
  std::vector<Finding> findings = shown.analysis->findings;
  if (shown.all) {
    for (const Clause& clause : shown.analysis->clauses) {
      const bool found = std::any_of(
          shown.analysis->findings.begin(), shown.analysis->findings.end(),
          [&](const Finding& finding) { return finding.passage.Overlaps(clause.range); });
      if (clause.neutral != Neutral::kNone || found) continue;
      Finding unknown;
      unknown.categories = {Category::kInconnu};
      unknown.passage = unknown.mention = clause.range;
      unknown.certainty = Certainty::kSuspect;
      unknown.rule = "inconnu";
      findings.push_back(std::move(unknown));
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
      return a.passage < b.passage;
    });
  }
  return findings;
}

std::string ShowText(const Shown& shown) {
  const std::string_view text = shown.document->text.Reveal();
  const char* strong = shown.colour ? "\x1b[1m" : "";
  const char* accent = shown.colour ? "\x1b[33m" : "";
  const char* faint = shown.colour ? "\x1b[2m" : "";
  const char* plain = shown.colour ? "\x1b[0m" : "";
  std::string out = strong + shown.name + plain + "\n";
  size_t number = 0;
  const std::vector<Finding> findings = ShownFindings(shown);
  for (const Finding& finding : findings) {
    out += Message("show.page", {std::to_string(++number),
                                 std::to_string(PageOf(*shown.document, finding.passage.begin))}) +
           accent + JoinIds(finding.categories) + plain + " : « " +
           OneLine(finding.passage.In(text)) + " »\n     " + faint +
           Message("show.why", {finding.rule, finding.evidence,
                                std::string(CertaintyWord(finding.certainty)),
                                std::string(PolarityWord(finding.polarity))}) +
           plain;
    if (const Decision* decision = DecisionAt(shown, finding.passage.begin)) {
      out += "\n     " + Message(decision->transmitted() ? "show.sent" : "show.held",
                                 {std::string(SymbolText(decision->ruling.symbol)),
                                  shown.policy->JustificationText(decision->ruling.justification)});
    }
    out += "\n";
  }
  out += Message("show.count", {std::to_string(findings.size())}) + "\n";
  return out;
}

std::string ShowJson(const Shown& shown) {
  using Json = nlohmann::ordered_json;
  const std::string_view text = shown.document->text.Reveal();
  OffsetConverter offsets(text);
  const auto range = [&](const TextRange& bytes) {
    const Offset begin = offsets.At(bytes.begin);
    const Offset end = offsets.At(bytes.end);
    return Json{{"octets", {begin.bytes, end.bytes}},
                {"points", {begin.code_points, end.code_points}},
                {"utf16", {begin.utf16, end.utf16}}};
  };
  std::string out;
  for (const Finding& finding : ShownFindings(shown)) {
    Json json;
    json["fichier"] = shown.name;
    json["page"] = PageOf(*shown.document, finding.passage.begin);
    json["categories"] = Json::array();
    for (Category category : finding.categories.List()) {
      json["categories"].push_back(CategoryId(category));
    }
    json["passage"] = range(finding.passage);
    json["passage"]["texte"] = finding.passage.In(text);
    json["mention"] = range(finding.mention);
    json["certitude"] = CertaintyWord(finding.certainty);
    json["polarite"] = PolarityWord(finding.polarity);
    json["titulaire"] = HolderWord(finding.holder);
    json["locuteur"] = SpeakerWord(finding.speaker);
    json["regle"] = finding.rule;
    json["indice"] = finding.evidence;
    if (const Decision* decision = DecisionAt(shown, finding.passage.begin)) {
      json["symbole"] = SymbolText(decision->ruling.symbol);
      json["transmis"] = decision->transmitted();
      json["motif"] = decision->ruling.justification;
    }
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return out;
}

std::string ShowBrat(const Shown& shown) {
  const std::string_view text = shown.document->text.Reveal();
  OffsetConverter offsets(text);
  std::string out;
  size_t number = 0;
  for (const Finding& finding : ShownFindings(shown)) {
    std::vector<std::string_view> ids;
    for (Category category : finding.categories.List()) {
      if (shown.all) {
        ids.push_back(CategoryId(category));
      } else if (const auto guide = GuideCategory(category)) {
        if (std::find(ids.begin(), ids.end(), CategoryId(*guide)) == ids.end()) {
          ids.push_back(CategoryId(*guide));
        }
      }
    }
    const size_t begin = offsets.At(finding.passage.begin).code_points;
    const size_t end = offsets.At(finding.passage.end).code_points;
    for (const std::string_view id : ids) {
      out += "T" + std::to_string(++number) + "\t" + std::string(id) + " " +
             std::to_string(begin) + " " + std::to_string(end) + "\t" +
             OneLine(finding.passage.In(text)) + "\n";
    }
  }
  return out;
}

}  // namespace expurge
