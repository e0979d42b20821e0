// What becomes of a sentence that lost words: whole French, or nothing.
#include "pipeline/version/sentence_repair.h"

#include <gtest/gtest.h>

#include "tests/pipeline/marked_report.h"

namespace expurge {
namespace {

struct Case {
  const char* name;
  const char* marked;
  const char* expected;
};

class SentenceRepair : public testing::TestWithParam<Case> {};

TEST_P(SentenceRepair, LeavesWholeFrenchOrNothing) {
  EXPECT_EQ(LinesOf(VersionOf(GetParam().marked)), GetParam().expected);
}

const Case kKept[] = {
    {"VectorT1",
     "Madame, ⟦suivie au CMP pour dépression⟧, {ne règle plus son loyer depuis trois mois}.",
     "Madame ne règle plus son loyer depuis trois mois."},
    {"CoordinationAfterALostPredicate",
     "Madame ⟦a été hospitalisée⟧ et ne règle plus son loyer depuis trois mois.",
     "Madame ne règle plus son loyer depuis trois mois."},
    {"LostAuxiliaryGoesWithItsPredicate", "Madame a été ⟦hospitalisée⟧ et {perçoit 800 €}.",
     "Madame perçoit 800 €."},
    {"CivilityWithoutName", "Mme ⟦Lestrade⟧ {perçoit 800 €}.", "Madame perçoit 800 €."},
    {"CivilityOfAMan", "M. ⟦Lestrade⟧ {doit trois loyers}.", "Monsieur doit trois loyers."},
    {"TwoCivilities", "Mme et M. ⟦Lestrade⟧ {perçoivent 800 €}.",
     "Madame et Monsieur perçoivent 800 €."},
    {"TwoCivilitiesEachWithItsName", "Mme ⟦Lestrade⟧ et M. ⟦Roux⟧ {doivent 800 €}.",
     "Madame et Monsieur doivent 800 €."},
    {"TwoCivilitiesOneWithItsName", "Mme ⟦Lestrade⟧ et M. {N:Roux} {doivent 800 €}.",
     "Madame et M. Roux doivent 800 €."},
    {"SecondCivilityBeginsAClause", "Mme ⟦est hospitalisée⟧ et M. ⟦Roux⟧ {doit 800 €}.",
     "Monsieur doit 800 €."},
    {"AmountStaysWithItsLabel", "Ses ressources sont de {1 012 €} ⟦d'AAH⟧.",
     "Ses ressources sont de 1 012 €."},
    {"AmountStaysWithItsRubric", "Ressources : ⟦AAH⟧, {1 012 €}", "Ressources : 1 012 €"},
    {"AmountOfALostListEntry", "{Loyer 450 €} ; ⟦amende⟧ {60 €} ; {électricité 30 €}.",
     "Loyer 450 € ; électricité 30 €."},
    {"ShortSentenceThatIsWhole", "⟦Elle boit.⟧ Il n'a rien dit. {N° 8105522} ⟦du CMP⟧.",
     "Il n'a rien dit. N° 8105522."},
    {"NounThatLooksLikeAnAdverb", "⟦Santé,⟧ {logement}.", "Logement."},
    {"ConjunctionAtTheEnd", "{Elle doit 800 € en mai 2026, quand} ⟦elle boit⟧.",
     "Elle doit 800 € en mai 2026."},
    {"PrepositionAtTheEnd", "{Le loyer est de 450 €, pour} ⟦elle⟧, {chez} ⟦sa mère⟧.",
     "Le loyer est de 450 €."},
    {"CivilityInsideASentence", "Le bail de Mme ⟦Lestrade⟧ arrive à échéance.",
     "Le bail de Madame arrive à échéance."},
    {"CivilityWithTransmittedName", "Mme {N:Lestrade} {perçoit 800 €}.",
     "Mme Lestrade perçoit 800 €."},
    {"NameAndAge", "Madame vit avec ses deux enfants, ⟦Enzo⟧ (⟦14 ans⟧).",
     "Madame vit avec ses deux enfants."},
    {"NoSubjectLeft", "⟦Maëlle⟧ {perçoit une bourse de 400 €}.", "Perçoit une bourse de 400 €."},
    {"AmountBehindALostAmount", "Elle perçoit ⟦l'AAH⟧ et {320 € d'APL}.",
     "Elle perçoit 320 € d'APL."},
    {"SemicolonGroups", "⟦Elle boit⟧ ; {le loyer est de 450 €} ; ⟦elle dort mal⟧.",
     "Le loyer est de 450 €."},
    {"WholeSentenceLeavesNothing", "Le bail court. ⟦Elle boit.⟧ {Le loyer est de 450 €.}",
     "Le bail court. Le loyer est de 450 €."},
    {"EmptyBrackets", "Le loyer ⟦élevé⟧ (⟦x⟧) « ⟦y⟧ » {reste dû}.", "Le loyer reste dû."},
    {"BracketKeepsItsTransmittedWords", "{Elle doit 450 €} (⟦amende⟧, {dont 30 € de frais}).",
     "Elle doit 450 € (30 € de frais)."},
    {"OpeningPhraseStaysWithItsClause", "Le 3 mars, Madame ⟦a pleuré⟧ et est venue au service.",
     "Le 3 mars, Madame est venue au service."},
    {"QuestionMarkStays", "{Le loyer sera-t-il payé} ⟦malgré la cure⟧ ?",
     "Le loyer sera-t-il payé ?"},
    {"ListOfAmounts", "{Loyer 450 €}, ⟦pension d'invalidité⟧, {électricité 60 €}.",
     "Loyer 450 €, électricité 60 €."},
    {"SubjectInApposition", "La mère, Mme ⟦Lestrade⟧, est venue à 17 h.",
     "La mère est venue à 17 h."},
    {"SubjectWithItsName", "La mère, Mme {N:Lestrade}, ⟦37 ans⟧, {doit 300 €}.",
     "La mère, Mme Lestrade, doit 300 €."},
    {"NumberSignGoesWithItsNumber", "{Le dossier est complet} sous le n° ⟦12345⟧.",
     "Le dossier est complet."},
    {"UntouchedTextStaysAsItIs", "Interrogée, elle dit : « Non. » Puis, rien.",
     "Interrogée, elle dit : « Non. » Puis, rien."},
};
INSTANTIATE_TEST_SUITE_P(Kept, SentenceRepair, testing::ValuesIn(kKept),
                         [](const auto& param) { return std::string(param.param.name); });

const Case kGone[] = {
    {"DanglingPreposition", "Madame souffre de ⟦dépression⟧.", ""},
    {"DanglingParticiple", "Monsieur est suivi par ⟦le CSAPA⟧.", ""},
    {"AmountAlone", "Elle ⟦touche l'AAH⟧, {1 012 €}.", ""},
    {"AmountBehindALostSentence", "⟦Elle boit.⟧ {20 €}.", ""},
    {"FunctionWordAlone", "⟦Elle boit.⟧ Au. ⟦Il crie.⟧", ""},
    {"DateAlone", "En mai 2026, {quand} ⟦elle boit⟧.", ""},
    {"BareSubject", "Madame ⟦est hospitalisée⟧.", ""},
    {"BarePronoun", "Elle ⟦boit⟧ ; il ⟦la frappe⟧.", ""},
    {"BareName", "Mme {N:Lestrade} ⟦est hospitalisée⟧. Mme {N:Lestrade} {doit 800 €}.",
     "Mme Lestrade doit 800 €."},
    {"SpeechWithoutWhatWasSaid", "Monsieur soutient au contraire que ⟦rien ne tenait⟧.", ""},
    {"SpeechBeforeAComma", "Elle précise, à ma question, ⟦qu'elle est suivie⟧.", ""},
    {"SubordinateAlone", "Quand ⟦il boit⟧, lorsque son fils ⟦fugue⟧.", ""},
    {"PhraseAlone", "Depuis mars, ⟦elle est en cure⟧ au service ⟦d'addictologie⟧.", ""},
    {"BirthWithoutDate", "Mme ⟦Lestrade⟧, née le ⟦3 mars 1980⟧, demeure au ⟦3 rue Neuve⟧.", ""},
    {"ObjectMissing", "Nous n'avons relevé ⟦aucun indice⟧.", ""},
    {"ConjunctionAlone", "⟦Elle boit⟧ et ⟦il fugue⟧, mais ⟦rien⟧.", ""},
    {"RemarkOnWhatIsGone", "Suivi : ⟦le CMP⟧ (on dit aujourd'hui centre de soins).", ""},
    {"LabelWithoutValue", "Santé : ⟦diabète⟧", ""},
    {"LabelWithOnlyACivility", "Patiente : Mme ⟦Lestrade⟧", ""},
    {"TwoLabelsOneValue", "Santé : ⟦diabète⟧ Logement : {locataire}", "Logement : locataire"},
    {"TwoLabelsOneValueTheOtherWay", "Logement : {locataire} Santé : ⟦diabète⟧",
     "Logement : locataire"},
    {"ClauseOnlyBegun", "Elle m'apprend qu'elle ⟦boit⟧.", ""},
    {"InquitOfALostQuotation", "« ⟦Il la frappe⟧ », dit l'infirmière.", ""},
    {"AttributeMissing", "Madame est une femme ⟦courageuse⟧.", ""},
    {"ValueThatOnlyQualifies", "Contact : ⟦06 39 98 12 04⟧, plutôt après 18 heures", ""},
    {"RubricInTheLine", "Santé. ⟦Il boit.⟧ ⟦Il dort mal.⟧", ""},
};
INSTANTIATE_TEST_SUITE_P(Gone, SentenceRepair, testing::ValuesIn(kGone),
                         [](const auto& param) { return std::string(param.param.name); });

TEST(SentenceRepairTest, CutsSentencesByTransmittedWordsOnly) {
  const MarkedReport report = Marked("Vu le 3. Mme A. vit là, art. 7 du code. Elle ⟦x. Y⟧ dort.");
  const Tokens tokens = TransmittedTokens(report.document, report.decisions,
                                          report.document.blocks[0].range, {});
  EXPECT_EQ(SplitSentences(tokens).size(), 3u);
}

TEST(SentenceRepairTest, JoinsAWordBrokenAtALineEnd) {
  EXPECT_EQ(LinesOf(VersionOf("Une régulari-⏎sation du loyer est peut-⏎être en cours.")),
            "Une régularisation du loyer est peut-être en cours.");
}

}  // namespace
}  // namespace expurge
