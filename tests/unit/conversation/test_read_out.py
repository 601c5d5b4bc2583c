"""What is written for the eye, read out: prices, hours, sizes, signs, shouted names."""

import pytest

from comptoir.conversation.saying import english_reading, french_reading


class TestFrench:
    @pytest.mark.parametrize(
        ("written", "heard"),
        [
            ("0,95 €", "Quatre-vingt-quinze centimes"),
            ("1,00 €", "Un euro"),
            ("2,40 €", "Deux euros quarante"),
            ("1200,00 €", "Mille deux cents euros"),
            ("−0,90 €", "Moins quatre-vingt-dix centimes"),
            ("de 8 h 30 à 12 h 30", "De huit heures et demie à midi et demi"),
            ("à 18 h", "À dix-huit heures"),
            ("à 9 h 15", "À neuf heures et quart"),
            ("à 19 h 45", "À dix-neuf heures quarante-cinq"),
            ("mercredi 1er juillet", "Mercredi premier juillet"),
            ("samedi 24 octobre", "Samedi vingt-quatre octobre"),
            ("Crème fraîche 30 % MG", "Crème fraîche trente pour cent de matière grasse"),
            ("Yaourts 0 %", "Yaourts zéro pour cent"),
            ("1 L", "Un litre"),
            (
                "Chocolat noir 70 % 100 g à 2 €",
                "Chocolat noir soixante-dix pour cent de cent grammes à deux euros",
            ),
            ("environ 1,5 kg", "Environ un kilo et demi"),
            ("1,005 kg", "Un kilo et cinq grammes"),
            ("Ben & Jerry's®", "Ben et Jerry's"),
            ("21 bouteilles et 21 paquets", "Vingt et une bouteilles et vingt et un paquets"),
            ("le code postal 35200", "Le code postal trente-cinq deux cents"),
            ("Lait 2e âge, 6-12 mois", "Lait deuxième âge, six à douze mois"),
            ("Ampoule LED E27 60 W", "Ampoule led E vingt-sept soixante watts"),
            (
                "BISC CHOC S/GLUTEN 250G",
                "Biscuits chocolat sans gluten de deux cent cinquante grammes",
            ),
            (
                "CREME FRAICHE 30% MG 20CL",
                "Crème fraîche trente pour cent de matière grasse de vingt centilitres",
            ),
            ("PQT PATES 500G X6", "Paquet pâtes de cinq cents grammes par six"),
            ("UHT", ""),
            ("3760123456789", "Trois sept six zéro un deux trois quatre cinq six sept huit neuf"),
        ],
    )
    def test_says_what_is_written(self, written: str, heard: str) -> None:
        assert french_reading.read_out(written) == heard


class TestEnglish:
    @pytest.mark.parametrize(
        ("written", "heard"),
        [
            ("€0.95", "Ninety-five cents"),
            ("€1.00", "One euro"),
            ("£2.40", "Two pounds forty"),
            ("€1200.00", "One thousand two hundred euros"),
            ("−€0.90", "Minus ninety cents"),
            ("at 8:30 am", "At eight thirty am"),
            ("from 9 am to 12 pm", "From nine am to noon"),
            ("on Saturday 24 October", "On Saturday the twenty-fourth of October"),
            ("Thick cream 30% fat", "Thick cream thirty percent fat"),
            ("Ben & Jerry's®", "Ben and Jerry's"),
            ("postcode 35200", "Postcode three five two zero zero"),
            ("First infant milk, 0-6 months", "First infant milk, zero to six months"),
            ("Saint-Malo, 2nd floor", "Saint-Malo, second floor"),
        ],
    )
    def test_says_what_is_written(self, written: str, heard: str) -> None:
        assert english_reading.read_out(written) == heard
