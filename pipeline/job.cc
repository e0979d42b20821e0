#include "pipeline/job.h"

#include <algorithm>
#include <iterator>

#include <nlohmann/json.hpp>

#include "base/offsets.h"
#include "pipeline/version/decide.h"
#include "pipeline/version/document_rules.h"
#include "pipeline/render/render.h"
#include "pipeline/report.h"
#include "pipeline/verify/verify.h"
#include "pipeline/version/version.h"

namespace expurge {
namespace {

using Json = nlohmann::json;

std::string_view ActionText(Action action) {
  switch (action) {
    case Action::kTransmit:
      return "transmettre";
    case Action::kGeneralise:
      return "generaliser";
    case Action::kWithhold:
      break;
  }
  return "retirer";
}

// Page on which a byte of the text stands.
class PageFinder {
 public:
  explicit PageFinder(const Document& document) : document_(document) {}
  int PageOf(size_t offset) {
    while (next_ + 1 < document_.blocks.size() &&
           document_.blocks[next_ + 1].range.begin <= offset) {
      ++next_;
    }
    return document_.blocks.empty() ? 1 : document_.blocks[next_].page;
  }

 private:
  const Document& document_;
  size_t next_ = 0;
};

std::vector<PassageRecord> Records(const Document& document, const Analysis& analysis,
                                   const std::vector<Decision>& decisions) {
  std::vector<PassageRecord> records;
  PageFinder pages(document);
  OffsetConverter offsets(document.text.Reveal());
  for (const Decision& decision : decisions) {
    if (decision.categories.empty()) continue;
    PassageRecord record;
    record.page = pages.PageOf(decision.range.begin);
    record.range = decision.range;
    record.code_point_begin = offsets.At(decision.range.begin).code_points;
    record.code_point_end = offsets.At(decision.range.end).code_points;
    for (Category category : decision.categories.List()) {
      record.categories.emplace_back(CategoryId(category));
    }
    record.symbol = SymbolText(decision.ruling.symbol);
    record.action = ActionText(decision.ruling.action);
    record.justification = decision.ruling.justification;
    record.liftable = decision.ruling.liftable;
    record.lifted = decision.ruling.liftable && decision.transmitted();
    if (!decision.findings.empty()) record.rule = analysis.findings[decision.findings[0]].rule;
    records.push_back(std::move(record));
  }
  return records;
}

Json ToJson(const PassageRecord& record) {
  return {{"page", record.page},
          {"octets", {record.range.begin, record.range.end}},
          {"points", {record.code_point_begin, record.code_point_end}},
          {"categories", record.categories},
          {"symbole", record.symbol},
          {"action", record.action},
          {"motif", record.justification},
          {"regle", record.rule},
          {"levable", record.liftable},
          {"leve", record.lifted}};
}

PassageRecord FromJson(const Json& json) {
  PassageRecord record;
  record.page = json["page"];
  record.range = {json["octets"][0], json["octets"][1]};
  record.code_point_begin = json["points"][0];
  record.code_point_end = json["points"][1];
  record.categories = json["categories"].get<std::vector<std::string>>();
  record.symbol = json["symbole"];
  record.action = json["action"];
  record.justification = json["motif"];
  record.rule = json["regle"];
  record.liftable = json["levable"];
  record.lifted = json["leve"];
  return record;
}

// What crosses the pipe from the child: one line of JSON, then the bytes of the version.
std::string Pack(const Outcome& outcome) {
  Json head = {{"pdf", outcome.kind == OutputKind::kPdf},
               {"pages", outcome.page_count},
               {"remplaces", outcome.replaced},
               {"pages_images", outcome.image_pages},
               {"pages_danger", outcome.child_danger_pages},
               {"passages", Json::array()}};
  for (const PassageRecord& record : outcome.passages) head["passages"].push_back(ToJson(record));
  return head.dump() + "\n" + outcome.bytes;
}

Outcome Unpack(const std::string& packed) {
  const size_t line_end = packed.find('\n');
  const Json head = Json::parse(packed.substr(0, line_end));
  Outcome outcome;
  outcome.kind = head["pdf"] ? OutputKind::kPdf : OutputKind::kText;
  outcome.page_count = head["pages"];
  outcome.replaced = head["remplaces"];
  outcome.image_pages = head["pages_images"].get<std::vector<int>>();
  outcome.child_danger_pages = head["pages_danger"].get<std::vector<int>>();
  for (const Json& record : head["passages"]) outcome.passages.push_back(FromJson(record));
  outcome.bytes = packed.substr(line_end + 1);
  return outcome;
}

// Ids of the neutral statements that the generalised passages call for; each once.
std::vector<std::string> StatementsFor(const std::vector<Decision>& decisions,
                                       const Recipient& recipient) {
  const bool any = std::any_of(decisions.begin(), decisions.end(), [](const Decision& decision) {
    return decision.ruling.action == Action::kGeneralise;
  });
  if (!any || recipient.neutral_statement.empty()) return {};
  return {recipient.neutral_statement};
}

// Pages whose passages of enfance_danger belong to the CRIP: for every recipient who is neither
// the CRIP nor the prosecutor (law.md, J05).
std::vector<int> ChildDangerPages(const Recipient& recipient,
                                  const std::vector<PassageRecord>& passages) {
  std::vector<int> pages;
  if (recipient.id == "crip" || recipient.id == "parquet_signalement") return pages;
  for (const PassageRecord& record : passages) {
    if (std::find(record.categories.begin(), record.categories.end(),
                  CategoryId(Category::kEnfanceDanger)) != record.categories.end()) {
      pages.push_back(record.page);
    }
  }
  return pages;
}

Result<Outcome> Make(const Job& job, const std::string& input) {
  Result<Document> document = Read(input, job.read);
  if (!document) return tl::unexpected(document.error());
  if (!document->pages_without_text.empty() && !job.skip_image_pages) {
    return Fail(ErrorKind::kNeedsHuman, "read.image_pages",
                {JoinPages(document->pages_without_text)});
  }

  Analysis analysis = job.detector->Detect(*document);
  ProtectAddresses(analysis);
  const Result<void> allowed = CheckSheet(*job.policy, *job.sheet, FactsOf(analysis));
  if (!allowed) return tl::unexpected(allowed.error());

  const Recipient recipient = StrictestRecipient(ProfilesPresent(*job.sheet, *job.policy));
  const Jurisdiction jurisdiction = job.sheet->jurisdiction;
  std::vector<Decision> decisions =
      Decide(*document, analysis, {&recipient, jurisdiction, job.sheet->scope});
  if (job.review != nullptr) {
    const Result<void> reviewed = ApplyReview(*job.review, *document, decisions);
    if (!reviewed) return tl::unexpected(reviewed.error());
  }
  const bool composed = recipient.ModeIn(jurisdiction) == Mode::kCompose;
  // A composed version starts from an empty page: whatever the report says, the bytes are the same.
  const Version version = composed ? Version{} : MakeVersion(*document, decisions);
  const Frame frame =
      MakeFrame(*job.sheet, recipient, *job.policy,
                composed ? std::vector<std::string>{} : StatementsFor(decisions, recipient));

  Outcome outcome;
  outcome.kind = job.output.value_or(document->source == Document::Source::kPdf ? OutputKind::kPdf
                                                                                : OutputKind::kText);
  const Expectation expected{&*document, &decisions, &version, &frame};
  if (outcome.kind == OutputKind::kPdf) {
    Result<std::string> bytes = RenderPdf(version, frame);
    if (!bytes) return tl::unexpected(bytes.error());
    outcome.bytes = std::move(*bytes);
    const Result<void> proof = VerifyPdf(outcome.bytes, expected);
    if (!proof) return tl::unexpected(proof.error());
  } else {
    outcome.bytes = RenderText(version, frame);
    const Result<void> proof = VerifyText(outcome.bytes, expected);
    if (!proof) return tl::unexpected(proof.error());
  }
  outcome.page_count = document->page_count;
  outcome.replaced = document->replaced;
  outcome.image_pages = document->pages_without_text;
  outcome.passages = Records(*document, analysis, decisions);
  outcome.child_danger_pages = ChildDangerPages(recipient, outcome.passages);
  return outcome;
}

}  // namespace

Result<void> CheckSheet(const Policy& policy, const Sheet& sheet, const ReportFacts& facts) {
  const Recipient* recipient = policy.Find(sheet.recipient);
  if (recipient == nullptr) {
    return Fail(ErrorKind::kUsage, "policy.recipient",
                {sheet.recipient, policy.Nearest(sheet.recipient)});
  }
  switch (recipient->ModeIn(sheet.jurisdiction)) {
    case Mode::kRefuse:
      return Fail(ErrorKind::kNeedsHuman, "policy.refused", {recipient->label, recipient->refusal});
    case Mode::kAggregate:
      return Fail(ErrorKind::kNeedsHuman, "policy.aggregate", {recipient->label});
    case Mode::kCompose:
    case Mode::kFilter:
      break;
  }
  const std::vector<GateFailure> failures = CheckGate(sheet, *recipient, policy, facts);
  if (failures.empty()) return {};
  std::vector<std::string> args;
  for (const GateFailure& failure : failures) {
    for (const std::string* text :
         {&failure.gate, &failure.missing, &failure.why, &failure.remedy}) {
      args.push_back(*text);
    }
  }
  return Fail(ErrorKind::kNeedsHuman, "gate.closed", std::move(args));
}

Result<Outcome> RunJob(const Job& job, const std::string& input) {
  const Result<void> allowed = CheckSheet(*job.policy, *job.sheet, {});
  if (!allowed) return tl::unexpected(allowed.error());
  const Result<std::string> packed =
      RunLimited(job.limits, job.sandbox_required, [&]() -> Result<std::string> {
        const Result<Outcome> outcome = Make(job, input);
        if (!outcome) return tl::unexpected(outcome.error());
        return Pack(*outcome);
      });
  if (!packed) return tl::unexpected(packed.error());
  return Unpack(*packed);
}

}  // namespace expurge
